// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Something that is to be done later, once or again and again, unless it is cancelled first.
///
/// All timers of a process share one thread, so a hundred thousand cost memory and no threads. Use one to end what takes
/// too long, or to do something now and then.
///
/// ```swift
/// let tooLong = Timeout.schedule(after: .seconds(30)) { connection.close() }
/// let reply = read(connection)
/// tooLong.cancel()
///
/// let heartbeat = Timeout.repeating(every: .seconds(1)) { _ in beat() }
/// ```
///
/// A call of this package that waits takes a time itself: prefer `lines.get(for: .seconds(5))` to a timer. A loop that
/// does its work at its own pace is a thread with an ``Event`` to stop it.
///
/// | | waits for its time | runs | repeats, and runs | over |
/// | --- | --- | --- | --- | --- |
/// | ``cancel()`` | `true` | `false` | `true`: this run is the last | `false` |
/// | ``cancelAndWait()`` | `true` | `false` when it has ended | `true` when it has ended | `false` |
/// | ``wait(for:)``, ``wait(until:)`` | blocks, `false` at the deadline | the same | the same | `true` |
/// | ``isPending`` | `true` | `false` | `true` | `false` |
///
/// The handle may be copied and dropped; dropping it does not cancel.
///
/// **Where actions run.** On the timer thread, one after the other: a short action, that sets an event or puts something
/// in a queue, costs least there. What takes longer or blocks would delay all other timers; it gets a thread for each of
/// its runs with ``Runner/ownThread``. The runs of one timer never overlap.
///
/// **Errors** that leave an action are written to standard error with the timer's name. A timer that repeats goes on.
///
/// **The end of the process.** Timers do not keep a process alive. They run for as long as there is a thread that it
/// waits for; then the actions that are being run are finished, within ``NativeThread/exitDeadline``, and what waits
/// for its time never runs. A timer that is set after that is over at once.
///
/// **Ordering**: what was done before a timer was set is visible to its action; what the action did is visible to its
/// next run and to whoever has waited for the timer.
///
/// **Explored**: on the virtual clock. A schedule ends when the last timer is over: one that repeats must be cancelled.
///
/// - Complexity: setting and cancelling is O(log *n*) in the timers that wait, some 250 bytes each, and seldom a system
///   call. A timer that is cancelled leaves nothing behind.
///
/// **Python**: `threading.Timer`, which is a thread for each, runs once, does not say whether `cancel()` came in time,
/// and keeps the process alive.
public struct Timeout: Sendable {
    /// What runs the action.
    public enum Runner: Sendable {
        /// The timer thread that all share: for actions that are short and do not block.
        case timerThread

        /// A thread that is started for each run and has the timer's name: for actions that take long or block.
        ///
        /// If the system has none left, the timer thread runs the action.
        case ownThread
    }

    let entry: TimerEntry
    let service: TimerService

    init(_ entry: TimerEntry, _ service: TimerService) {
        self.entry = entry
        self.service = service
    }

    /// What it is called, for messages: `Timeout-1`, `Timeout-2` … if no name was given.
    public var name: String { entry.name }

    /// Whether a run is still to begin.
    ///
    /// `false` is final; `true` may be stale on return.
    public var isPending: Bool { service.isPending(entry) }

    /// Keeps the action from being run, or from being run again.
    ///
    /// **Blocking**: never; a run that is under way goes on. See ``cancelAndWait()``.
    ///
    /// **Python**: `Timer.cancel()`, which returns nothing.
    ///
    /// - Returns: whether this call has done so. `false`: it was cancelled before, or its last run has begun, or is
    ///   over. What the action has captured is destroyed before it returns `true`, unless a run is under way.
    /// - Complexity: O(log *n*).
    @discardableResult
    public func cancel() -> Bool { service.cancel(entry) }
}
