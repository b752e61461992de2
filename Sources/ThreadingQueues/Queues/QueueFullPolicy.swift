// Part of swift-threading. Apache-2.0: see LICENSE.

/// What a queue does with an element for which it has no room.
///
/// What is dropped is destroyed by the thread that puts, and counted by ``BlockingQueue/droppedCount``; if it was in the
/// queue it counts as done, so that nobody waits in ``BlockingQueue/join()`` for it. A closed queue drops nothing.
///
/// In a ``select(_:)``, a case that puts into a queue without room waits for it, unless the queue drops the oldest.
///
/// **Java**: `RejectedExecutionHandler`; **.NET**: `BoundedChannelFullMode`; **Python**: there is none.
public enum QueueFullPolicy: Sendable {
    /// Whoever puts waits for room.
    case wait

    /// Nothing is put: `put(_:)` throws ``QueueError/full``, the other forms return `false`.
    case reject

    /// The element that has been in the queue longest is taken out, in the same step, and `put(_:)`
    /// always succeeds.
    ///
    /// For those who want what is new: positions, measurements.
    case dropOldest

    /// The element itself, the newest of all, is not put, and `put(_:)` returns; the forms that
    /// answer return `false`.
    ///
    /// For those who can do without, in the order of arrival: samples of a log.
    case dropNewest
}
