// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Keeps the timers and the one thread that runs them.
///
/// The thread is started by the first timer and stays: were it to end when there is nothing to do, a later timer might
/// find that the system has no thread left. It is a daemon, since timers are no reason for a process to go on; the end
/// of the process waits all the same for the action that it is in the middle of, see ``close(until:unless:)``.
///
/// **In an exploration** each schedule has a service and a thread of its own, which is no daemon and ends with the last
/// timer: so what the timers do is explored to its end. Were it cut off, nothing could be proven of the program.
final class TimerService: @unchecked Sendable {
    // Unchecked: every `var` is guarded by `lock`.

    /// Made aside: whoever is first to ask may be an explored thread that ends the process.
    static let shared = Seam.aside { TimerService(isExplored: false) }

    /// The one that the calling thread's timers belong to.
    static var current: TimerService {
        Seam.current?.local { TimerService(isExplored: true) } ?? shared
    }

    private let lock = LockWord()
    private var machine = TimerStateMachine()

    private let isExplored: Bool

    /// What the thread sleeps on.
    private let keeper = WaiterQueue(.work)
    private var hasKeeper = false

    /// What runs on the timer thread now.
    private var current: TimerEntry?
    private let settled = WaiterQueue(.work)

    /// Whether the process ends, and nothing runs any more.
    private var isClosed = false

    init(isExplored: Bool) {
        self.isExplored = isExplored
    }

    /// How many timers wait for their time.
    var pendingCount: Int {
        lock.lock()
        defer { lock.unlock() }
        return machine.pendingCount
    }

    func add(_ entry: TimerEntry) {
        lock.lock()
        if isClosed {
            entry.state = .over
            lock.unlock()
            withExtendedLifetime(entry.takeAction()) {}
            return
        }
        let wakesKeeper = machine.add(entry)
        unlock(wakingKeeper: wakesKeeper)
    }

    /// Releases the lock, with a timer to keep the time for.
    private func unlock(wakingKeeper wakesKeeper: Bool) {
        if wakesKeeper { keeper.notify(holding: lock) }
        let startsKeeper = !hasKeeper
        hasKeeper = true
        lock.unlock()
        if startsKeeper { startKeeper() }
    }

    private func startKeeper() {
        do {
            try NativeThread.start(name: "timers", daemon: !isExplored) { self.keepTime() }
        } catch {
            Misuse.stop("\(error); without it no timer runs")
        }
    }

    /// Whether the call has kept a run from beginning.
    func cancel(_ entry: TimerEntry) -> Bool {
        lock.lock()
        let outcome = machine.cancel(entry)
        var action: ((Timeout) throws -> Void)?
        if case .over = outcome {
            action = entry.takeAction()
            entry.ends.notifyAll(holding: lock)
            if isExplored, machine.sleepsForNothing { keeper.notify(holding: lock) }
        }
        lock.unlock()
        // Destroyed after the lock is released: it may hold anything.
        withExtendedLifetime(action) {}
        if case .lost = outcome { return false }
        return true
    }

    func isPending(_ entry: TimerEntry) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        return entry.isPending
    }

    private func isOver(_ entry: TimerEntry) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        return entry.state == .over
    }

    /// Whether the calling thread is in the middle of the timer's action.
    func isRunByCaller(_ entry: TimerEntry) -> Bool {
        guard let caller = CurrentThread.record else { return false }
        lock.lock()
        defer { lock.unlock() }
        return entry.thread == ObjectIdentifier(caller)
    }

    /// Whether the timer is over, at the deadline at the latest.
    func wait(for entry: TimerEntry, until deadline: Deadline) -> Bool {
        // Before the lock is taken: a thread that is refused ends where it is.
        if !isExplored, let seam = Seam.current, !deadline.hasPassed, !isOver(entry) {
            seam.refuse(
                "a thread would wait for a timer that was made outside the exploration; make it in the body"
            )
        }
        lock.lock()
        defer { lock.unlock() }
        while entry.state != .over {
            guard entry.ends.wait(releasing: lock, until: deadline) else { return entry.state == .over }
        }
        return true
    }

    // MARK: The timer thread

    /// The whole life of the timer thread.
    private func keepTime() {
        lock.lock()
        while !isClosed {
            switch machine.nextStep(at: MonotonicTime.now) {
            case .run(let entry):
                run(entry)
            case .wait(let time):
                sleep(until: time)
            case .rest:
                if isExplored {
                    hasKeeper = false
                    lock.unlock()
                    return
                }
                sleep(until: .max)
            }
        }
        lock.unlock()
    }

    private func sleep(until time: UInt64) {
        machine.sleeps(until: time)
        _ = keeper.wait(releasing: lock, until: Deadline(nanoseconds: time))
    }

    /// Runs what is due, without the lock.
    private func run(_ entry: TimerEntry) {
        if case .ownThread = entry.runner {
            lock.unlock()
            let thread = try? NativeThread.start(name: entry.name) { self.runAside(entry) }
            lock.lock()
            // Without a thread, it runs here: late for the others, which is better than never.
            if thread != nil { return }
        }
        current = entry
        begin(entry)
        lock.unlock()
        finish(entry, entry.callAction(of: self))
        lock.lock()
        current = nil
        settled.notifyAll(holding: lock)
    }

    /// Runs on a thread of the timer's own.
    private func runAside(_ entry: TimerEntry) {
        lock.lock()
        begin(entry)
        lock.unlock()
        finish(entry, entry.callAction(of: self))
    }

    private func begin(_ entry: TimerEntry) {
        entry.thread = CurrentThread.record.map { ObjectIdentifier($0) }
        guard let seam = Seam.current, entry.repetition != .never else { return }
        entry.runs += 1
        if entry.runs > Self.mostExploredRuns {
            seam.refuse(
                """
                the timer "\(entry.name)" has run \(Self.mostExploredRuns) times, and a schedule ends with its last \
                timer; cancel it in the body
                """
            )
        }
    }

    /// A schedule with a timer that nobody cancels would have no end.
    private static var mostExploredRuns: Int { 1_000 }

    private func finish(_ entry: TimerEntry, _ error: (any Error)?) {
        if let error { report(error, of: entry) }
        lock.lock()
        if !isClosed, case .rearmed(let wakesKeeper) = machine.endRun(entry, at: MonotonicTime.now) {
            unlock(wakingKeeper: wakesKeeper)
            return
        }
        lock.unlock()
        // Still the runner's own, which is still known: what is destroyed may cancel the timer and wait for its end.
        withExtendedLifetime(entry.takeAction()) {}
        lock.lock()
        entry.thread = nil
        entry.state = .over
        entry.ends.notifyAll(holding: lock)
        lock.unlock()
    }

    private func report(_ error: any Error, of entry: TimerEntry) {
        if let seam = Seam.current {
            seam.noteUnreadError(error, of: entry.name)
        } else {
            SystemProcess.writeError("Exception in timer \(entry.name): \(error)")
        }
    }

    // MARK: The end of the process

    /// Runs no more timers, when the one that runs on the timer thread has ended; false, and nothing is done, if
    /// there is something to be done first.
    ///
    /// - Parameters:
    ///   - deadline: when to stop waiting.
    ///   - hasMore: asked when nothing runs, so that no timer can change the answer.
    func close(until deadline: Deadline, unless hasMore: () -> Bool) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        while let entry = current {
            if settled.wait(releasing: lock, until: deadline) { continue }
            guard current != nil else { break }
            SystemProcess.writeError(
                "the process ends in the middle of the timer \"\(entry.name)\", which did not end before the exit deadline"
            )
            break
        }
        if hasMore() { return false }
        isClosed = true
        keeper.notify(holding: lock)
        return true
    }

    /// If the caller is the timer thread, which ends the process and will not return to its work, another takes over:
    /// the threads that the end waits for may wait for timers.
    func replaceCaller() {
        guard let caller = CurrentThread.record else { return }
        lock.lock()
        guard let entry = current, entry.thread == ObjectIdentifier(caller) else {
            lock.unlock()
            return
        }
        current = nil
        hasKeeper = machine.pendingCount > 0
        let startsKeeper = hasKeeper
        lock.unlock()
        if startsKeeper { startKeeper() }
    }
}
