// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A timer, as the service keeps it.
///
///     pending → running → over           one that runs once
///               running → pending        one that repeats
///     pending → over                     cancelled before its time
///               running → last → over    cancelled in the middle of a run that others were to follow
final class TimerEntry: @unchecked Sendable {
    // Unchecked: every `var` is guarded by the service's lock, but `action`: while the timer runs, that
    // belongs to the thread that runs it.

    enum State { case pending, running, last, over }

    /// When it runs again after a run.
    enum Repetition: Equatable {
        case never
        /// At a fixed rate: at multiples of so many nanoseconds after the first time.
        case every(UInt64)
        /// With a fixed delay: so many nanoseconds after the end of a run.
        case pause(UInt64)
    }

    let repetition: Repetition
    let runner: Timeout.Runner
    private let givenName: String?

    /// Wakes those who wait until it is over.
    let ends = WaiterQueue(.event)

    /// When it is due, in nanoseconds of the monotonic clock.
    var deadline: UInt64

    var state = State.pending

    /// Among timers that are due at the same time, the one that was set first is first.
    var number = 0

    /// Where it is in the heap; -1 if it is not.
    var position = -1

    /// The thread that runs it.
    var thread: ObjectIdentifier?

    /// How often it has run in an exploration.
    var runs = 0

    private var action: ((Timeout) throws -> Void)?

    init(
        deadline: UInt64,
        _ repetition: Repetition,
        name: String? = nil,
        runner: Timeout.Runner = .timerThread,
        action: sending @escaping (Timeout) throws -> Void
    ) {
        self.deadline = deadline
        self.repetition = repetition
        self.givenName = name
        self.runner = runner
        self.action = action
    }

    /// Written before anybody else sees it.
    var name: String { givenName ?? "Timeout-\(number)" }

    /// Whether a run is still to begin.
    var isPending: Bool {
        state == .pending || (state == .running && repetition != .never)
    }

    /// Runs the action; what it throws.
    ///
    /// In a function of its own, so that what an action that runs once has captured is destroyed at its end.
    @inline(never)
    func callAction(of service: TimerService) -> (any Error)? {
        guard let action else { Misuse.stop("a timer ran after its end") }
        if repetition == .never { self.action = nil }
        do {
            // Under a request to stop of its own: the end of the process asks the timer thread, too, and lets the actions
            // that are under way finish.
            try StopState.withCurrent(StopState()) { try action(Timeout(self, service)) }
            return nil
        } catch { return error }
    }

    /// Gives the action up to be destroyed; by whoever it belongs to.
    func takeAction() -> ((Timeout) throws -> Void)? {
        defer { action = nil }
        return action
    }

    func precedes(_ other: TimerEntry) -> Bool {
        (deadline, number) < (other.deadline, other.number)
    }
}
