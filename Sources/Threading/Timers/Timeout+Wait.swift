// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension Timeout {
    /// Keeps the action from being run again, and waits until a run that is under way has ended.
    ///
    /// Afterwards what the action uses may be closed. Called by the action itself, it does not wait.
    ///
    /// To wait no longer than a time, call ``cancel()`` and ``wait(for:)``.
    ///
    /// **Blocking**: until the action has returned. It would wait for ever if the action waits for the caller, for
    /// instance for a lock that the caller holds.
    ///
    /// - Returns: as ``cancel()``.
    @available(*, noasync, message: "blocks the thread", renamed: "cancel()")
    @discardableResult
    public func cancelAndWait() -> Bool {
        let hasWon = service.cancel(entry)
        if !service.isRunByCaller(entry) { _ = service.wait(for: entry, until: .never) }
        return hasWon
    }

    /// Waits until the timer is over: it has run for the last time, or was cancelled, and nothing runs.
    ///
    /// **Blocking**: until then; no spurious return. One that repeats must be cancelled by somebody. On the timer thread,
    /// where it keeps all timers waiting, it would wait for ever for one that is still to be run there.
    ///
    /// **Precondition**: it is not the action itself that waits.
    @available(*, noasync, message: "blocks the thread")
    public func wait() {
        _ = waitForEnd(until: .never)
    }

    /// Waits until the timer is over, as ``wait()``, or the time is.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only looks.
    /// - Returns: whether the timer is over.
    @available(*, noasync, message: "blocks the thread")
    public func wait(for duration: Duration?) -> Bool {
        waitForEnd(until: Deadline(after: duration))
    }

    /// Waits until the timer is over, as ``wait()``, or an instant comes.
    ///
    /// - Parameter instant: when to give up.
    /// - Returns: whether the timer is over.
    @available(*, noasync, message: "blocks the thread")
    public func wait(until instant: ContinuousClock.Instant) -> Bool {
        waitForEnd(until: Deadline(instant))
    }

    private func waitForEnd(until deadline: Deadline) -> Bool {
        Misuse.unless(
            !service.isRunByCaller(entry),
            "the action of the timer \"\(name)\" waits for its own end, which would never come"
        )
        return service.wait(for: entry, until: deadline)
    }
}
