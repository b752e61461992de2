// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Threading
internal import ThreadingCore

/// How the work on the elements is kept account of: the queue counts what was put in any case, so those who do not ask
/// pay nothing.
extension BlockingQueue {
    /// Says that the work on an element which was got is done.
    ///
    /// Only those who use ``join()`` need it.
    ///
    /// **Precondition**: it is called at most once for each element put.
    ///
    /// **Python**: `task_done()`.
    public final func taskDone() {
        finish(1)
    }

    /// Waits until every element that was ever put is done.
    ///
    /// **Blocking**: until ``unfinishedTasks`` is, or was meanwhile, zero; at once for a queue that nobody has used.
    /// Closing the queue does not end the wait, since what was got is still being worked on.
    ///
    /// **Ordering**: what was done before the calls of ``taskDone()`` is visible when it returns.
    ///
    /// **Python**: `join()`.
    @available(*, noasync, message: "blocks the thread")
    public final func join() {
        _ = join(until: .never)
    }

    /// Waits until every element that was ever put is done, or the time is over.
    ///
    /// **Python**: there is none.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only looks.
    /// - Returns: whether all were done.
    @available(*, noasync, message: "blocks the thread")
    public final func join(for duration: Duration?) -> Bool {
        join(until: Deadline(after: duration))
    }

    /// Waits until every element that was ever put is done, or an instant comes.
    ///
    /// - Parameter instant: when to give up.
    /// - Returns: whether all were done.
    @available(*, noasync, message: "blocks the thread")
    public final func join(until instant: ContinuousClock.Instant) -> Bool {
        join(until: Deadline(instant))
    }

    /// How many elements were put and are not done yet.
    ///
    /// Stale on return.
    public final var unfinishedTasks: Int {
        // In this order: at worst too many seem to be left, and whoever finishes one after this look looks, too.
        // A cell's operations are sequentially consistent, as the event wants them.
        let done = doneCount.load()
        return buffer.putCount - done
    }

    private func join(until deadline: Deadline) -> Bool {
        if unfinishedTasks == 0 { return true }
        if deadline.isImmediate { return false }
        return allDone.wait(until: deadline) { unfinishedTasks == 0 } || unfinishedTasks == 0
    }

    @usableFromInline
    final func finish(_ count: Int) {
        guard count > 0 else { return }
        // Before the look at those who wait, see `QueueEvent`; and what was done for the element is visible to whoever
        // joins.
        let done = doneCount.add(count)
        // Looked at afterwards: before it, others may put and finish as many as they like, and more would be done than put.
        let unfinished = buffer.putCount - done
        Misuse.unless(unfinished >= 0, "taskDone() was called more often than elements were put")
        if unfinished == 0, allDone.isAwaited { allDone.notifyAll() }
    }
}
