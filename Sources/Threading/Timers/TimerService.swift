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

    let lock = LockWord()
    var machine = TimerStateMachine()

    let isExplored: Bool

    /// What the thread sleeps on.
    let keeper = WaiterQueue(.work)
    var hasKeeper = false
    var keeperThread: ObjectIdentifier?

    /// What is being run, or is about to be.
    var running: [TimerEntry] = []
    let settled = WaiterQueue(.work)

    /// How near the end of the process is: at last only timers run that do not repeat, and then none.
    enum Phase { case open, ending, closed }
    var phase = Phase.open

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
        if case .closed = phase {
            entry.state = .over
            lock.unlock()
            withExtendedLifetime(entry.takeAction()) {}
            return
        }
        let wakesKeeper = machine.add(entry)
        unlock(wakingKeeper: wakesKeeper)
    }

    /// Releases the lock, with a timer to keep the time for.
    func unlock(wakingKeeper wakesKeeper: Bool) {
        if wakesKeeper { keeper.notify(holding: lock) }
        let startsKeeper = !hasKeeper
        hasKeeper = true
        lock.unlock()
        if startsKeeper { startKeeper() }
    }

    /// To an exploration, the timers of the process are no part of the program under test: that a thread outside holds
    /// their lock for a moment is no reason to wait for others.
    private func apart<Result>(_ body: () -> Result) -> Result {
        isExplored ? body() : Seam.aside(body)
    }

    /// Whether the call has kept a run from beginning.
    func cancel(_ entry: TimerEntry) -> Bool {
        apart {
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
            return outcome != .lost
        }
    }

    func isPending(_ entry: TimerEntry) -> Bool {
        apart {
            lock.lock()
            defer { lock.unlock() }
            return entry.isPending
        }
    }

    private func isOver(_ entry: TimerEntry) -> Bool {
        apart {
            lock.lock()
            defer { lock.unlock() }
            return entry.state == .over
        }
    }

    /// Whether the calling thread is in the middle of the timer's action.
    func isRunByCaller(_ entry: TimerEntry) -> Bool {
        guard let caller = CurrentThread.record else { return false }
        return apart {
            lock.lock()
            defer { lock.unlock() }
            return entry.thread == ObjectIdentifier(caller)
        }
    }

    /// Whether the timer is over, at the deadline at the latest.
    func wait(for entry: TimerEntry, until deadline: Deadline) -> Bool {
        // Before the lock is taken: a thread that is refused ends where it is.
        if !isExplored, let seam = Seam.current, !isOver(entry) {
            if deadline.hasPassed { return false }
            seam.refuse(
                "a thread would wait for a timer that was made outside the exploration; make it in the body"
            )
        }
        return apart {
            lock.lock()
            defer { lock.unlock() }
            while entry.state != .over {
                guard entry.ends.wait(releasing: lock, until: deadline) else { return entry.state == .over }
            }
            return true
        }
    }
}
