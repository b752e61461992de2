// Part of swift-threading. Apache-2.0: see LICENSE.

/// Why a thread left a ``Barrier`` without the others.
///
/// **Python**: `BrokenBarrierError`.
public enum BarrierError: Error, Sendable {
    /// The barrier is broken: a thread did not wait long enough for the others, the action failed, or somebody called
    /// ``Barrier/abort()`` or ``Barrier/reset()``.
    case broken

    /// The action of the barrier threw this; told to the thread that ran it, to the others the barrier is broken.
    case actionFailed(any Error)
}

extension BarrierError: CustomStringConvertible {
    /// A sentence that says what is the matter.
    public var description: String {
        switch self {
        case .broken: "the barrier is broken: not all of its threads met"
        case .actionFailed(let error): "the barrier's action failed: \(error)"
        }
    }
}
