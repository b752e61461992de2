// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension Timeout {
    /// Runs an action once, when a time has passed.
    ///
    /// Never too early. How late depends on the actions that are due before it; among those that are due at the same
    /// time, the one that was set first is first.
    ///
    /// **Python**: `Timer(interval, function).start()`, in one.
    ///
    /// **Precondition**: the operating system has a thread left for the first timer of the process.
    ///
    /// - Parameters:
    ///   - duration: zero or less is at once, but not within this call; `nil` is never, until it is cancelled.
    ///   - name: what the timer is called.
    ///   - runner: what runs the action.
    ///   - action: what to do. What it has captured is destroyed when it has run.
    /// - Returns: the handle to cancel it with. It may be dropped.
    @discardableResult
    public static func schedule(
        after duration: Duration?,
        name: String? = nil,
        on runner: Runner = .timerThread,
        _ action: sending @escaping () throws -> Void
    ) -> Timeout {
        start(Deadline(after: duration), .never, name, runner) { _ in try action() }
    }

    /// Runs an action once, when an instant comes.
    ///
    /// The distance to the instant is taken now. Time that the machine sleeps meanwhile is not counted.
    ///
    /// - Parameters:
    ///   - instant: one that has passed is at once.
    ///   - name: what the timer is called.
    ///   - runner: what runs the action.
    ///   - action: what to do.
    /// - Returns: the handle to cancel it with.
    @discardableResult
    public static func schedule(
        at instant: ContinuousClock.Instant,
        name: String? = nil,
        on runner: Runner = .timerThread,
        _ action: sending @escaping () throws -> Void
    ) -> Timeout {
        start(Deadline(instant), .never, name, runner) { _ in try action() }
    }

    /// Runs an action again and again at a fixed rate, until it is cancelled.
    ///
    /// The rate is kept on the average: a run that is late does not move the later ones. Times that pass while a run
    /// takes too long, or while the thread is busy, are made up for by one run and not by many, as Go's `Ticker` and
    /// .NET's `PeriodicTimer` do it. (Java's `scheduleAtFixedRate` makes up for all of them in a burst.)
    ///
    /// **Precondition**: the interval is positive.
    ///
    /// **Python**: there is none (gh-73755).
    ///
    /// - Parameters:
    ///   - interval: from one time to the next.
    ///   - atOnce: whether the first time is now; else it is one interval from now.
    ///   - name: what the timer is called.
    ///   - runner: what runs the action.
    ///   - action: what to do; it is given its own timer, so that it can cancel it.
    /// - Returns: the handle to cancel it with.
    @discardableResult
    public static func repeating(
        every interval: Duration,
        atOnce: Bool = false,
        name: String? = nil,
        on runner: Runner = .timerThread,
        _ action: sending @escaping (Timeout) throws -> Void
    ) -> Timeout {
        start(atOnce ? .immediate : Deadline(after: interval), .every(length(interval)), name, runner, action)
    }

    /// Runs an action again and again with a pause between two runs, until it is cancelled.
    ///
    /// The next run begins so long after the end of the one before it: for work that takes its time, and whose rate
    /// does not matter. (Java's `scheduleWithFixedDelay`.)
    ///
    /// **Precondition**: the pause is positive.
    ///
    /// **Python**: there is none.
    ///
    /// - Parameters:
    ///   - pause: from the end of a run to the beginning of the next.
    ///   - atOnce: whether the first run is now; else it is after one pause.
    ///   - name: what the timer is called.
    ///   - runner: what runs the action.
    ///   - action: what to do; it is given its own timer, so that it can cancel it.
    /// - Returns: the handle to cancel it with.
    @discardableResult
    public static func repeating(
        pause: Duration,
        atOnce: Bool = false,
        name: String? = nil,
        on runner: Runner = .timerThread,
        _ action: sending @escaping (Timeout) throws -> Void
    ) -> Timeout {
        start(atOnce ? .immediate : Deadline(after: pause), .pause(length(pause)), name, runner, action)
    }

    private static func start(
        _ deadline: Deadline,
        _ repetition: TimerEntry.Repetition,
        _ name: String?,
        _ runner: Runner,
        _ action: sending @escaping (Timeout) throws -> Void
    ) -> Timeout {
        let service = TimerService.current
        let entry = TimerEntry(
            // At once is now: not before those that are due already.
            deadline: deadline.isImmediate ? MonotonicTime.now : deadline.nanoseconds,
            repetition,
            name: name,
            runner: runner,
            action: action
        )
        service.add(entry)
        return Timeout(entry, service)
    }

    /// Nanoseconds, rounded up; more than the clock can hold is as good as never.
    private static func length(_ duration: Duration) -> UInt64 {
        Misuse.unless(duration > .zero, "a timer repeats after a time that is longer than zero, not \(duration)")
        guard duration < .nanoseconds(Int64.max) else { return UInt64(Int64.max) }
        let (seconds, attoseconds) = duration.components
        return UInt64(seconds) * 1_000_000_000 + UInt64((attoseconds + 999_999_999) / 1_000_000_000)
    }
}
