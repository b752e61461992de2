// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Lets a thread see that it is asked to stop, and wait until then.
///
/// Stopping is cooperative: nobody cuts a thread off, it looks, and ends where its data is whole. Every thread has a
/// token (``current``) that ``NativeThread/requestStop()`` trips, and that the end of the process trips for all.
///
/// ```swift
/// let pump = NativeThread.spawn {
///     let token = StopToken.current
///     while !token.isStopRequested {
///         guard let line = try? lines.get(for: nil) else { break }   // nil when asked to stop
///         write(line)
///     }
/// }
/// pump.requestStop()
/// pump.join()
/// ```
///
/// **Which waits end.** A wait that can answer «no» ends when the thread is asked to stop, and answers as it does
/// when its time is over: all forms with `for:` or `until:`, also `for: nil`. A wait that promises does not end: `wait()`,
/// `lock()`, `join()`, `get()` return only with what they wait for. What is there is taken whatever was asked: a
/// request ends waits, it does not keep a thread from a free lock or from the elements that are left in a queue. So a
/// thread that was asked to stop still can clean up; where that has to wait, it waits without heed:
/// ``withCurrent(_:_:)`` under ``never``.
///
/// Waits of the standard library, of Foundation and of the system know nothing of tokens. Have ``onStop(_:)`` close the
/// socket, or cancel the task, that such a wait is about.
///
/// **Ordering**: what was done before the request is visible to whoever has seen it.
///
/// - Complexity: O(1); to look is one load.
///
/// **Python**: there is none; an `Event` by convention, which wakes nobody who waits for something else. C++20 has
/// `std::stop_token`, .NET `CancellationToken`, Go a `Context`.
public struct StopToken: Sendable {
    /// `nil` is a token that nobody can trip.
    let state: StopState?

    /// The calling thread's token: its own, or that of ``withCurrent(_:_:)``.
    ///
    /// A thread that this package did not start has one from the first time that it asks for this, or for
    /// ``NativeThread/current``, and its waits take heed from then on.
    ///
    /// - Complexity: O(1), a few nanoseconds.
    public static var current: StopToken {
        if let state = StopState.current { return StopToken(state: state) }
        // Gives a thread without a record the one that is due to it, and with it a token.
        _ = NativeThread.current
        return StopToken(state: StopState.current)
    }

    /// A token that is never tripped.
    public static let never = StopToken(state: nil)

    /// Runs the body under another token: what ``current`` is, and what waits take heed of.
    ///
    /// ```swift
    /// StopToken.withCurrent(.never) { _ = done.wait(for: .seconds(5)) }     // clean up, with time to wait
    /// ```
    ///
    /// The thread's own token is then not looked at. To heed both, use a ``StopSource`` that is linked to ``current``.
    ///
    /// - Parameters:
    ///   - token: what the body's waits take heed of.
    ///   - body: what to do.
    /// - Throws: what the body throws.
    /// - Returns: what the body returns.
    public static func withCurrent<Result: ~Copyable, Failure: Error>(
        _ token: StopToken,
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // A record first, or the thread's first look at itself would put its own token over this one.
        _ = NativeThread.current
        // A state of its own for `never`: with none, the next look at `current` would go for the thread's.
        return try StopState.withCurrent(token.state ?? StopState(), body)
    }

    /// Whether somebody has asked to stop.
    ///
    /// `true` is final; `false` may be stale on return.
    public var isStopRequested: Bool { state?.isRequested ?? false }

    /// Waits until somebody asks to stop.
    ///
    /// **Blocking**: until the request; for ever on ``never``.
    @available(*, noasync, message: "blocks the thread")
    public func wait() {
        _ = wait(until: Deadline.never)
    }

    /// Waits until somebody asks to stop, or the time is over: a sleep that can be ended.
    ///
    /// - Parameter duration: `nil` waits for ever, zero or less only looks.
    /// - Returns: whether somebody has asked to stop.
    @available(*, noasync, message: "blocks the thread")
    public func wait(for duration: Duration?) -> Bool {
        wait(until: Deadline(after: duration, heedsStop: false))
    }

    /// Waits until somebody asks to stop, or an instant comes.
    ///
    /// - Parameter instant: when to give up.
    /// - Returns: whether somebody has asked to stop.
    @available(*, noasync, message: "blocks the thread")
    public func wait(until instant: ContinuousClock.Instant) -> Bool {
        wait(until: Deadline(instant))
    }

    private func wait(until deadline: Deadline) -> Bool {
        if isStopRequested { return true }
        if deadline.isImmediate { return false }
        // Under this token, whatever the thread's is: a sleep that takes heed of it ends with the request.
        return StopState.withCurrent(state ?? StopState()) {
            ThreadSleep.sleep(until: Deadline(nanoseconds: deadline.nanoseconds, heedsStop: true))
            return isStopRequested
        }
    }

    /// Has `action` called once somebody asks to stop.
    ///
    /// By the thread that asks, in the order of registration; at once, by the caller, if somebody has. It should be
    /// short: it keeps the others waiting. It may ask for anything of this package, also for another registration.
    ///
    /// - Parameter action: what to do.
    /// - Returns: the registration, to take it back with. It may be dropped: the action stays.
    @discardableResult
    public func onStop(_ action: @escaping @Sendable () -> Void) -> StopRegistration {
        StopRegistration(state: state, id: state?.add(action) ?? 0)
    }
}
