// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreadingExplorer
internal import Synchronization
internal import ThreadingCore

extension Conductor {
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

    func settleIn(_ worker: Worker) {
        // All on one processor: handing over the turn is then a switch on the spot, 3.5 times as fast.
        ct_stay_on(processor)
        notes.attachToCaller()
        worker.nativeID = CurrentThread.nativeID
    }

    func endPlayer(_ player: Player) {
        // A thread that was given up, and has come to its end after all.
        if isAbandoned.load(ordering: .relaxed) { ct_end_thread() }
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
        running = 0
        driver.turn.give()
        // A daemon thread that is cut off.
        if !last.hasEnded { last.worker.turn.wait() }
    }
}
