// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreadingExplorer
internal import Synchronization
internal import ThreadingCore

/// Lets the threads of a program under test run one at a time, and decides at each operation who is next.
///
/// Each thread of the program is played by a thread of the system, a ``Worker``. One of them has the turn;
/// the one that gives it away picks who gets it, so going on costs no system call. A thread stands before
/// an operation until it is able to do it and is picked, and then does it as a whole.
///
/// The methods without a comment on who calls them are called by whoever has the turn. Such code is hidden
/// from Thread Sanitizer; what the program's own locks, starts and joins order is told to it in the open.
final class Conductor: ExplorerSeam, @unchecked Sendable {
    // Unchecked: all is touched by whoever has the turn, which is handed over with a release and an acquire;
    // the caller of `explore` touches it when it has been given `caller`, or no longer cares. `isAbandoned`
    // and `progress` are atomic.

    /// Where the virtual clock begins: any moment will do, but zero and what is before it mean something else.
    static var clockOrigin: UInt64 { 1_000_000_000 }

    let settings: ExplorationSettings
    let search: any Search
    let budget: Budget
    let notes: ScheduleNotes
    let recorder: Recorder?

    /// Given when there is nothing more to do.
    let caller = Turn()
    var ending = Ending.spent

    /// A thread that was given up ends when it comes back.
    let isAbandoned = Atomic(false)

    /// Grows with every decision, for the watchdog.
    let progress = Atomic(0)

    // MARK: This schedule

    var players: [Player] = []
    var running = 0
    var objects: [ManagedObject] = []

    /// What the program has one of, by type.
    var locals: [ObjectIdentifier: AnyObject] = [:]

    /// How many objects there are of each kind.
    var counts: [ManagedObject.Kind: Int] = [:]
    var trace = Trace()
    var epoch: UInt32 = 0

    /// Who may be next, the default first.
    var options: [Option] = []
    var departures: [Departure] = []

    /// Who decides, and how many operations that one has begun.
    var place = (actor: 0, operation: 0)
    var decisions = 0
    var preemptions = 0

    /// How much has changed that others can see.
    var changes = 0

    var clock: UInt64 = 0
    var ticks = 0
    var pendingFailure: (kind: ExplorationFailure.Kind, message: String)?

    var failureSite = ""

    /// How many races the sanitizer had reported before this schedule.
    var racesBefore: UInt32 = 0

    /// Whether there are variables to look for races on.
    var watchesVariables = false

    /// Whether a thread may be made to wait before it releases a lock: needed where others look at locks.
    var decidesAtUnlock = false

    // MARK: The crew

    var crew: [Worker] = []
    var free: [Worker] = []
    let driver = Worker()
    let processor: Int32
    let marks = OrderMarks()

    /// Somebody who may be given the turn.
    struct Option {
        let actor: Int
        var cost = 0
        var isSpurious = false
    }

    init(_ settings: ExplorationSettings, _ search: any Search, _ budget: Budget, recorder: Recorder? = nil) {
        self.settings = settings
        self.search = search
        self.budget = budget
        self.recorder = recorder
        notes = ScheduleNotes(settings)
        processor = ct_current_processor()
    }

    var me: Player { players[running] }

    // MARK: What orders, for the sanitizer

    func tellOrderBefore(_ object: Int32) { unsafe ct_order_before(marks[object]) }
    func tellOrderOfRuns() { unsafe ct_order_before(marks.run) }
    func tellOrderAfter(_ object: Int32) { unsafe ct_order_after(marks[object]) }
}
