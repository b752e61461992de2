// Part of swift-threading. Apache-2.0: see LICENSE.

public import Threading

/// Why a pool did not do work.
///
/// Whoever asks for the result of that work has it thrown.
public enum PoolError: Error, Sendable, Equatable {
    /// The pool was shut down before the work was submitted.
    case shutDown

    /// The pool had no place for the work; or the submitting thread was asked to stop while it waited for one.
    case full

    /// The pool has no thread, and the operating system refused it one.
    case noThread(ThreadStartError)

    /// The pool has no thread, and its initializer has failed on three threads one after the other; the last
    /// time for this reason.
    case initializerFailed(reason: String)
}

extension PoolError: CustomStringConvertible {
    /// A sentence that says what is the matter.
    public var description: String {
        switch self {
        case .shutDown: "the pool was shut down before the work was submitted"
        case .full: "the pool had no place for the work"
        case .noThread(let error): "the pool has no thread to do the work: \(error)"
        case .initializerFailed(let reason): "the pool has no thread to do the work: its initializer failed: \(reason)"
        }
    }
}
