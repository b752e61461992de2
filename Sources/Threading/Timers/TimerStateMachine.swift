// Part of swift-threading. Apache-2.0: see LICENSE.

/// What is due when, and what becomes of a timer: without a lock, a clock or a thread.
///
/// The states of a timer and their transitions are those of ``TimerEntry``. Whoever keeps the time asks for the next
/// step, does it, and asks again; others add and cancel meanwhile, and are told whether the keeper must look again
/// before the time at which it meant to.
struct TimerStateMachine {
    private var heap = TimerHeap()
    private var lastNumber = 0

    /// When the keeper looks again by itself; zero while it is awake.
    private(set) var wakesAt: UInt64 = 0

    /// What the keeper is to do.
    enum Step {
        /// To run this one, which nobody can cancel any more.
        case run(TimerEntry)
        /// To wait until then, or to be notified.
        case wait(until: UInt64)
        /// Nothing, until there is a timer.
        case rest
    }

    /// How many wait for their time.
    var pendingCount: Int { heap.count }

    /// What there is to do now; the keeper is awake.
    mutating func nextStep(at now: UInt64) -> Step {
        wakesAt = 0
        guard let first = heap.first else { return .rest }
        guard first.deadline <= now else { return .wait(until: first.deadline) }
        heap.remove(first)
        first.state = .running
        return .run(first)
    }

    /// The keeper goes to sleep, until then or until it is notified.
    mutating func sleeps(until time: UInt64) { wakesAt = time }

    /// Sets a new timer; whether the keeper must be woken.
    mutating func add(_ entry: TimerEntry) -> Bool {
        lastNumber += 1
        entry.number = lastNumber
        return arm(entry)
    }

    private mutating func arm(_ entry: TimerEntry) -> Bool {
        entry.state = .pending
        heap.insert(entry)
        guard entry.deadline < wakesAt else { return false }
        // One notification is enough.
        wakesAt = 0
        return true
    }

    enum Cancelling {
        /// There was nothing left to cancel.
        case lost
        /// It is over, and its action is the caller's.
        case over
        /// A run is under way, and is the last.
        case lastRun
    }

    mutating func cancel(_ entry: TimerEntry) -> Cancelling {
        switch entry.state {
        case .pending:
            heap.remove(entry)
            entry.state = .over
            return .over
        case .running where entry.repetition != .never:
            entry.state = .last
            return .lastRun
        default:
            return .lost
        }
    }

    /// Whether the keeper sleeps for ever, and for nothing: one that is to end must be told.
    ///
    /// One that sleeps until a time that has become nobody's is left to wake up in vain: time-outs that are set and
    /// cancelled again and again make no system call at all.
    var sleepsForNothing: Bool { wakesAt == .max && heap.first == nil }

    enum Ending: Equatable {
        /// It waits for its next time, and whether the keeper must be woken.
        case rearmed(wakesKeeper: Bool)
        /// There are no more runs: its action is to be destroyed, and it is over then.
        case last
    }

    /// A run has ended.
    mutating func endRun(_ entry: TimerEntry, at now: UInt64) -> Ending {
        guard entry.state == .running else { return .last }
        switch entry.repetition {
        case .never: return .last
        case .every(let period): entry.deadline = Self.tick(after: entry.deadline, every: period, at: now)
        case .pause(let pause): entry.deadline = Self.sum(now, pause)
        }
        entry.thread = nil
        return .rearmed(wakesKeeper: arm(entry))
    }

    /// The next time of a fixed rate.
    ///
    /// Of those that have passed meanwhile only the latest counts, and is made up for at once.
    static func tick(after time: UInt64, every period: UInt64, at now: UInt64) -> UInt64 {
        let next = sum(time, period)
        return next > now ? next : now - (now - time) % period
    }

    /// Too late is never.
    private static func sum(_ time: UInt64, _ length: UInt64) -> UInt64 {
        let (sum, isTooLate) = time.addingReportingOverflow(length)
        return isTooLate || sum > UInt64(Int64.max) ? .max : sum
    }
}
