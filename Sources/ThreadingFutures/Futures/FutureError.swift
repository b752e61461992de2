// Part of swift-threading. Apache-2.0: see LICENSE.

/// Why a future has no value, where that is nobody's error.
public enum FutureError: Error, Sendable, Equatable {
    /// It was cancelled before its work began.
    case cancelled

    /// Its promise was dropped without being kept, so that it never would have had one.
    case abandoned
}

extension FutureError: CustomStringConvertible {
    /// A sentence that says what happened.
    public var description: String {
        switch self {
        case .cancelled: "the future was cancelled before its work began"
        case .abandoned: "the promise of the future was dropped without a value or an error"
        }
    }
}
