// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreadingExplorer
internal import ThreadingCore

extension Conductor {
    /// What the thread does that plays the body of the test.
    func drive() {
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
                // Not all, if something has happened that the search does not reason about.
                if budget.hidesInterleavings, search.goOnWithoutExhausting() { continue }
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
            let left = players.filter { !$0.hasEnded }
            if left.isEmpty { continue }
            // One that waits to be notified, and nobody is left to, would have done nothing more.
            let isIdle = left.allSatisfy { $0.pending.operation == .wait && !$0.isNotified && $0.deadline == .max }
            budget.cutsThreadsOff = budget.cutsThreadsOff || !isIdle
            return .spent
        }
    }

    private func beginSchedule() {
        epoch = ct_next_number() & 0x7fff
        players.removeAll(keepingCapacity: true)
        objects.removeAll(keepingCapacity: true)
        locals.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
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
        // It plays many schedules, and is to begin each without values of another.
        defer { LocalTable.endCaller() }
        try body()
    }
}
