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

    private var crew: [Worker] = []
    private var free: [Worker] = []
    private let driver = Worker()
    private let processor: Int32
    private let marks = OrderMarks()

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

    // MARK: The caller's side

    /// Starts the schedules, one after the other, on a thread of its own.
    func start() -> Int32 {
        ct_watch_crashes()
        tellOrderOfRuns()
        return ThreadStart.run(stackSize: nil) { self.drive() }
    }

    /// Grows for as long as threads come back to the explorer.
    ///
    /// Relaxed: a number for a watchdog.
    var currentProgress: Int { progress.load(ordering: .relaxed) }

    /// Whether the thread that has the turn sleeps in the system, and not here.
    ///
    /// Asked when nothing has moved for long, as the next is: nobody writes then what is read here.
    var runnerSleeps: Bool {
        guard players.indices.contains(running) else { return false }
        let state = ct_thread_state(me.worker.nativeID)
        return state == CChar(UInt8(ascii: "S")) || state == CChar(UInt8(ascii: "D"))
    }

    /// What is to be said of a thread that does not come back.
    func stallFinding() -> Finding {
        let name = players.indices.contains(running) ? me.name : "main"
        let last =
            players.indices.contains(running)
            ? " after the \(me.pending.operation), its operation \(me.operations)" : ""
        return finding(
            .stall,
            """
            \(name) has not come back\(last): it blocks on something that the explorer does not control (a file, a socket, a \
            lock of another library, a task), or computes for very long
            """
        )
    }

    /// What the threads did is before what the caller does from here on.
    func tellCallerOrder() { unsafe ct_order_after(marks.run) }

    /// Gives up whoever is in the middle of something, and sends the others home.
    func dismiss() {
        isAbandoned.store(true, ordering: .relaxed)
        let living = players.filter { !$0.hasEnded }
        for worker in crew + [driver] {
            if living.contains(where: { $0.worker === worker }) {
                worker.turn.end()
            } else {
                worker.job = nil
                worker.turn.give()
            }
        }
        for player in living { player.whenAbandoned?() }
        if living.isEmpty { notes.free() }
    }

    // MARK: The driver: the thread that plays the body of the test

    private func drive() {
        ct_hide()
        settleIn(driver)
        Seam.withSeam(self) { ending = playSchedules() }
        ScheduleNotes.detachFromCaller()
        tellOrderOfRuns()
        caller.give()
        ct_reveal()
    }

    /// Plays schedules until there is a reason to stop.
    private func playSchedules() -> Ending {
        while true {
            guard budget.take() else { return .budgetUsedUp }
            guard search.begin() else {
                budget.giveBack()
                return .exhausted
            }
            beginSchedule()
            playBody()
            endPlayer(players[0])
            search.end(trace)
            recorder?.finish(players: players.map(\.name), objects: objects)
            if let complaint = search.complaint { return .failed(finding(.nondeterminism, complaint)) }
            // Now that it is known, decisions are where they were not before.
            if budget.locksAreLookedAt != decidesAtUnlock { search.restart() }
            budget.note(steps: trace.steps.count)
            if let failure = pendingFailure ?? dataRace {
                return .failed(finding(failure.kind, failure.message))
            }
            if players.contains(where: { !$0.hasEnded }) { return .spent }
        }
    }

    private func beginSchedule() {
        epoch = ct_next_number() & 0x7fff
        players.removeAll(keepingCapacity: true)
        objects.removeAll(keepingCapacity: true)
        trace.clear()
        departures.removeAll(keepingCapacity: true)
        notes.reset()
        recorder?.clear()
        decisions = 0
        preemptions = 0
        changes = 0
        clock = Self.clockOrigin
        ticks = 0
        pendingFailure = nil
        racesBefore = notes.races
        watchesVariables = false
        running = 0
        decidesAtUnlock = budget.locksAreLookedAt
        free = crew
        objects.append(ManagedObject(kind: .clock, number: 0))
        players.append(makePlayer(id: 0, name: "main", isDaemon: false, worker: driver, whenAbandoned: nil))
        trace.addStart()
        trace.beginStep(of: 0, decision: -1)
        unsafe ct_order_after(marks.run)
    }

    private func playBody() {
        do { try callBody() } catch { fail(.error, "the test threw an error: \(error)") }
    }

    private func callBody() throws {
        let body = settings.body
        ct_reveal()
        defer { ct_hide() }
        try body()
    }

    // MARK: The workers

    func makePlayer(
        id: UInt64,
        name: String,
        isDaemon: Bool,
        worker: Worker,
        whenAbandoned: (@Sendable () -> Void)?
    ) -> Player {
        let end = makeManaged(.thread)
        objects[Int(end)].holder = Int32(players.count)
        objects[Int(end)].name = name
        return Player(
            index: players.count,
            id: id,
            name: name,
            isDaemon: isDaemon,
            worker: worker,
            endObject: end,
            whenAbandoned: whenAbandoned
        )
    }

    /// A worker that has not played in this schedule: Thread Sanitizer would take two threads for one.
    func hire() -> Worker {
        if let worker = free.popLast() { return worker }
        let worker = Worker()
        crew.append(worker)
        let error = ThreadStart.run(stackSize: nil) { self.work(worker) }
        if error != 0 { fail(.misuse, "the system has no thread left: \(ThreadStart.describe(error))") }
        return worker
    }

    private func work(_ worker: Worker) {
        ct_hide()
        settleIn(worker)
        Seam.withSeam(self) {
            while true {
                worker.turn.wait()
                guard worker.job != nil else { return }
                let player = me
                tellOrderAfter(player.endObject)
                perform(worker)
                endPlayer(player)
            }
        }
        ScheduleNotes.detachFromCaller()
        ct_reveal()
    }

    /// In a function of its own, so that what the job captured is destroyed while the thread has the turn.
    @inline(never)
    private func perform(_ worker: Worker) {
        let job = worker.takeJob()
        job?()
    }

    private func settleIn(_ worker: Worker) {
        // All on one processor: handing over the turn is then a switch on the spot, 3.5 times as fast.
        ct_stay_on(processor)
        notes.attachToCaller()
        worker.nativeID = CurrentThread.nativeID
    }

    private func endPlayer(_ player: Player) {
        player.hasEnded = true
        player.operations += 1
        player.endStep = Int32(trace.steps.count - 1)
        objects[Int(player.endObject)].holder = -1
        note(.release, player.endObject)
        record(.end, player.endObject)
        tellOrderBefore(player.endObject)
        tellOrderOfRuns()
        decide()
    }

    /// The end of a schedule: the driver goes on.
    func finishSchedule(_ last: Player) {
        if last.index == 0 { return }
        driver.turn.give()
        // A daemon thread that is cut off.
        if !last.hasEnded { last.worker.turn.wait() }
    }

    // MARK: What orders, for the sanitizer

    func tellOrderBefore(_ object: Int32) { unsafe ct_order_before(marks[object]) }
    func tellOrderOfRuns() { unsafe ct_order_before(marks.run) }
    func tellOrderAfter(_ object: Int32) { unsafe ct_order_after(marks[object]) }
}
