// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Several permits at once: all or none.
///
/// Threads that wait for several stand in a line of their own, and the first of it collects: it takes permits as they are
/// given, in competition with those who want one. So a large wish is not starved by small ones, and no two threads hold a
/// part of what the other needs. One that gives up gives back what it has collected. Go's way, where those who want one
/// stand in the same line, would cost them their one instruction.
///
/// A poll does not stand in line, and takes all in one step or nothing: one that fails hides no permit from others.
extension Semaphore {
    /// Takes several permits, waiting for them.
    ///
    /// **Blocking**: until all have been collected. Meanwhile what is collected is not to be had by others.
    ///
    /// **Precondition**: `count` is positive, and no more than ``limit``.
    ///
    /// **Python**: there is none; Java's `Semaphore.acquire(n)`, Go's weighted semaphore.
    ///
    /// - Parameter count: how many permits.
    @available(*, noasync, message: "blocks the thread")
    public func wait(_ count: Int) {
        _ = take(count, until: .never)
    }

    /// Takes several permits if so many are left, and says whether there were.
    ///
    /// **Precondition**: `count` is positive, and no more than ``limit``.
    ///
    /// - Parameter count: how many permits.
    /// - Returns: whether they were taken.
    public func waitIfAvailable(_ count: Int) -> Bool {
        take(count, until: .immediate)
    }

    /// Takes several permits unless the time is over first.
    ///
    /// **Precondition**: `count` is positive, and no more than ``limit``.
    ///
    /// - Parameters:
    ///   - count: how many permits.
    ///   - duration: `nil` waits for ever, zero or less only tries.
    /// - Returns: whether they were taken; if not, none was.
    @available(*, noasync, message: "blocks the thread")
    public func wait(_ count: Int, for duration: Duration?) -> Bool {
        take(count, until: Deadline(after: duration))
    }

    /// Takes several permits unless an instant comes first.
    ///
    /// **Precondition**: `count` is positive, and no more than ``limit``.
    ///
    /// - Parameters:
    ///   - count: how many permits.
    ///   - instant: when to give up.
    /// - Returns: whether they were taken; if not, none was.
    @available(*, noasync, message: "blocks the thread")
    public func wait(_ count: Int, until instant: ContinuousClock.Instant) -> Bool {
        take(count, until: Deadline(instant))
    }

    /// Runs the body with several permits, and gives them back also when the body throws.
    ///
    /// - Parameters:
    ///   - count: how many permits.
    ///   - body: what to do.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns.
    @available(*, noasync, message: "blocks the thread")
    public func withPermits<Result: ~Copyable, Failure: Error>(
        _ count: Int,
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        wait(count)
        defer { signal(count) }
        return try body()
    }

    /// Takes all permits that are left.
    ///
    /// What is being collected by a thread that waits for several is not left. Never blocks.
    ///
    /// **Python**: there is none; Java's `drainPermits`.
    ///
    /// - Returns: how many were taken.
    @discardableResult
    public func drain() -> Int {
        take(upTo: SemaphoreWord.greatestValue, until: .immediate)
    }

    private func take(_ count: Int, until deadline: Deadline) -> Bool {
        Misuse.unless(count > 0, "a semaphore gives one permit or more, not \(count)")
        let greatest = limit ?? SemaphoreWord.greatestValue
        Misuse.unless(
            count <= greatest,
            "\(count) permits were asked of a semaphore that never has more than \(greatest)"
        )
        if deadline.isImmediate { return takeAtOnce(count) }
        guard line.lock(until: deadline) else { return false }
        defer { line.unlock() }
        var missing = count
        while missing > 0 {
            // As many as there are: as many steps as permits would take seconds where they are bytes.
            let taken = take(upTo: missing, until: deadline)
            guard taken > 0 else {
                if missing < count { signal(count - missing) }
                return false
            }
            missing -= taken
        }
        return true
    }
}
