// Part of swift-threading. Apache-2.0: see LICENSE.

/// What a queue does with an element for which it has no room.
///
/// **Java**: `RejectedExecutionHandler`; **.NET**: `BoundedChannelFullMode`; **Python**: there is none.
public enum QueueFullPolicy: Sendable {
    /// Whoever puts waits for room.
    case wait

    /// Nothing is put: `put(_:)` throws ``QueueError/full``, the other forms return `false`.
    case reject

    /// The element that would be got next is taken out to make room.
    ///
    /// For those who want what is new: positions, measurements.
    case dropOldest

    /// The element itself, the newest of all, is not put.
    ///
    /// For those who can do without, in the order of arrival: samples of a log.
    case dropNewest
}
