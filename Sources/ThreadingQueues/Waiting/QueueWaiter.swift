// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// One who waits in a ``QueueEvent``: a place in its list.
final class QueueWaiter: ListNode, @unchecked Sendable {
    // Unchecked: the links are guarded by the event's lock.

    /// Nil for a thread.
    let listener: (any QueueListener)?

    /// Where the thread waits: one each, so that a notification reaches the one that it was meant for.
    let turn: WaiterQueue

    /// - Parameters:
    ///   - listener: who is told; nil for a thread, which waits for its `turn`.
    ///   - identity: what observers call the event.
    init(_ listener: (any QueueListener)?, identity: UInt) {
        self.listener = listener
        turn = WaiterQueue(.queue, identity: identity)
    }
}
