// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension BlockingQueue {
    /// Closes the queue: nothing can be put any more, and what is in it can still be got.
    ///
    /// Threads that wait to put wake with ``QueueError/closed``; those that wait to get share what is left
    /// and then wake with it, too. A queue stays closed; closing it again changes nothing.
    ///
    /// **Python**: `shutdown()`.
    public final func close() {
        buffer.close()
    }

    /// Closes the queue and empties it.
    ///
    /// What was in it counts as done.
    ///
    /// A ``join()`` that was waiting for it may then return although the work was never done.
    ///
    /// **Python**: `shutdown(immediate=True)`, which throws the elements away.
    ///
    /// - Returns: what was in it, the first first. The caller is the only one to have it.
    @discardableResult
    public final func closeImmediately() -> sending [Element] {
        let left = buffer.closeImmediately()
        finish(left.count)
        // Sound: they were sent to the queue, and the queue no longer has them.
        nonisolated(unsafe) let sent = left
        return unsafe sent
    }

    /// Whether the queue was closed.
    ///
    /// `true` is final.
    public final var isClosed: Bool { buffer.isClosed }

    /// How many elements are in the queue.
    ///
    /// Stale on return.
    public final var count: Int { buffer.count }

    /// Whether there is nothing in the queue.
    ///
    /// Stale on return: to take what is there, call ``getIfAvailable()`` instead of asking first.
    public final var isEmpty: Bool { count == 0 }

    /// Whether there is no room.
    ///
    /// Stale on return; never `true` without a capacity.
    public final var isFull: Bool { capacity.map { count >= $0 } ?? false }
}
