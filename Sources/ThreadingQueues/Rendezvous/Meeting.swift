// Part of swift-threading. Apache-2.0: see LICENSE.

/// What comes of it to come to a ``MeetingPlace``.
@safe
@usableFromInline
enum Meeting {
    // Safe: the pointer is to the partner's node, and the partner waits until it is finished.

    /// Somebody who waits for the caller to pass the element on, and then to finish the node.
    case partner(UnsafeMutableRawPointer)

    /// Somebody who has passed the element on.
    case met
    case closed

    /// Nobody, or not in time.
    case late
}

@available(*, unavailable)
extension Meeting: Sendable {}
