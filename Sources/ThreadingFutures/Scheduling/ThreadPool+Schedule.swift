// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Threading
internal import ThreadingCore

/// Work that a pool does later, or again and again.
///
/// One thread watches the times of the whole process; the work itself is done by the pool's threads, and waits for one if
/// all are busy. Shutting the pool down cancels what is not due yet, whether it does the rest or not.
extension ThreadPool {
    /// Has the body done when a time has passed.
    ///
    /// ```swift
    /// let retry = pool.schedule(after: .seconds(5)) { try send(message) }
    /// ```
    ///
    /// **Java**: `ScheduledExecutorService.schedule`. **Python**: a `threading.Timer`, which is a thread for each.
    ///
    /// - Parameters:
    ///   - duration: zero or less is at once; `nil` is never.
    ///   - priority: as for ``submit(priority:_:)``.
    ///   - body: the work.
    /// - Returns: the future of what the body returns or throws. ``AnyFuture/cancel()`` tells whether it came in time.
    @discardableResult
    public func schedule<Value: Sendable>(
        after duration: Duration?,
        priority: TaskPriority = .medium,
        _ body: sending @escaping () throws -> Value
    ) -> Future<Value> {
        let future = Future(body, priority: priority.rawValue, of: workers)
        let workers = workers
        future.keep(workers)
        workers.countSubmission(of: future)
        let schedule = workers.schedule
        guard let number = schedule.add({ future.cancel() }) else {
            future.drop(because: .shutDown)
            return future
        }
        let timer = Timeout.schedule(after: duration, name: "schedule of \(name)") {
            schedule.remove(number)
            workers.submit(future, isBounded: false)
        }
        future.observe(isReading: false) { _ in
            schedule.remove(number)
            timer.cancel()
        }
        return future
    }

    /// Has the body done again and again, until it throws or is cancelled.
    ///
    /// Runs never overlap. At a fixed rate, the times are those of the first one and every interval after it, whatever
    /// the runs take; times that pass while a run takes too long are made up for by one run and not by many. With a
    /// fixed delay, a run begins so long after the end of the one before it.
    ///
    /// **Java**: `scheduleAtFixedRate`, which makes up for all in a burst, and `scheduleWithFixedDelay`. **Python**: there
    /// is none (gh-73755).
    ///
    /// **Precondition**: the interval is positive.
    ///
    /// - Parameters:
    ///   - interval: from one time to the next, or from an end to the next beginning.
    ///   - pace: which of the two.
    ///   - atOnce: whether the first run is now; else it is one interval from now.
    ///   - priority: as for ``submit(priority:_:)``.
    ///   - body: the work.
    /// - Returns: a future that has no value: it fails with what the body throws, which ends the schedule, or with
    ///   ``FutureError/cancelled``. ``AnyFuture/cancel()`` ends the schedule; a run that is under way is the last.
    @discardableResult
    public func schedule(
        every interval: Duration,
        _ pace: SchedulePace = .fixedRate,
        atOnce: Bool = false,
        priority: TaskPriority = .medium,
        _ body: @escaping @Sendable () throws -> Void
    ) -> Future<Void> {
        Misuse.unless(interval > .zero, "work is done again after a time that is longer than zero, not \(interval)")
        let repetition = RepeatedTask(interval, pace, priority, body, in: workers)
        repetition.start(after: atOnce ? .zero : interval)
        return repetition.future
    }
}
