// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading
internal import CThreadingExplorer
internal import Synchronization
internal import ThreadingCore

extension Conductor {
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
        isAbandoned.store(true, ordering: .relaxed)
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
}
