// Part of swift-threading. Apache-2.0: see LICENSE.

public import Threading

/// Why a pool did not take work.
///
/// Whoever asks for the result of that work has it thrown.
public enum PoolError: Error, Sendable, Equatable {
    /// The pool was shut down before the work was submitted.
    case shutDown

    /// The pool has no thread, and the operating system refused it one.
    case noThread(ThreadStartError)
}

extension PoolError: CustomStringConvertible {
    /// A sentence that says what is the matter.
    public var description: String {
        switch self {
        case .shutDown: "the pool was shut down before the work was submitted"
        case .noThread(let error): "the pool has no thread to do the work: \(error)"
        }
    }
}
