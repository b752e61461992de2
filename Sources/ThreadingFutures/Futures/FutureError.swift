// Part of swift-threading. Apache-2.0: see LICENSE.

/// Why a future has no value, where that is nobody's error.
public enum FutureError: Error, Sendable, Equatable {
    /// It was cancelled before its work began.
    case cancelled

    /// Its promise was dropped without being kept, so that it never would have had one.
    case abandoned

    /// The time given to ``Future/timeout(after:)`` was over before the work had ended.
    case timedOut

    /// There was none to wait for: ``Future/any(_:)`` of no futures.
    case empty
}

extension FutureError: CustomStringConvertible {
    /// A sentence that says what happened.
    public var description: String {
        switch self {
        case .cancelled: "the future was cancelled before its work began"
        case .abandoned: "the promise of the future was dropped without a value or an error"
        case .timedOut: "the time of the future was over before its work had ended"
        case .empty: "there is no future to have the value of"
        }
    }
}
