// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension BlockingQueue {
    /// Says that the work on an element which was got is done.
    ///
    /// Only those who use ``join()`` need it.
    ///
    /// **Precondition**: it is called at most once for each element put.
    ///
    /// **Python**: `task_done()`.
    public func taskDone() {
        lock.lock()
        defer { lock.unlock() }
        Misuse.unless(unfinished > 0, "taskDone() was called more often than elements were put")
        finish(1)
    }

    /// Waits until every element that was ever put is done.
    ///
    /// **Blocking**: until ``unfinishedTasks`` is zero; at once for a queue that nobody has used. Closing
    /// the queue does not end the wait, since what was got is still being worked on.
    ///
    /// **Python**: `join()`.
    @available(*, noasync, message: "blocks the thread")
    public func join() {
        _ = join(until: .never)
    }

    /// Waits until every element that was ever put is done, or the time is over.
    ///
    /// **Python**: there is none.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only looks.
    /// - Returns: whether all were done.
    @available(*, noasync, message: "blocks the thread")
    public func join(for duration: Duration?) -> Bool {
        join(until: Deadline(after: duration))
    }

    /// How many elements were put and are not done yet.
    ///
    /// Stale on return.
    public var unfinishedTasks: Int {
        lock.lock()
        defer { lock.unlock() }
        return unfinished
    }

    private func join(until deadline: Deadline) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        while unfinished > 0 {
            if deadline.isImmediate || !allDone.wait(releasing: lock, until: deadline) { return unfinished == 0 }
        }
        return true
    }

    /// Under the lock.
    func finish(_ count: Int) {
        unfinished -= count
        if unfinished == 0 { allDone.notifyAll(holding: lock) }
    }
}
