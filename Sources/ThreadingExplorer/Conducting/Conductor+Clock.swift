// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension Conductor {
    package func now() -> UInt64 {
        enter()
        defer { leave() }
        note(.read, 0)
        return clock
    }

    package func sleep(until deadline: Deadline) {
        enter()
        defer { leave() }
        let me = me
        if deadline.nanoseconds <= clock {
            me.isPolite = true
            stand(before: .yield, 0)
            record(.yield, 0)
            return
        }
        setDeadline(deadline)
        stand(before: .sleep, 0)
        note(.await, 0, source: me.expiringStep)
        forgetDeadline()
        record(.sleep, 0)
    }

    /// The calling thread's next operation may also be ended by time.
    func setDeadline(_ deadline: Deadline) {
        let me = me
        me.deadline = deadline.nanoseconds
        if deadline.nanoseconds < .max { note(.read, 0) }
        if deadline.heedsStop { heed(StopState.current) }
        // Over already: the step that is being done is what it waits for.
        me.expiringStep = me.deadline <= clock ? Int32(trace.steps.count - 1) : -1
    }

    /// The calling thread's wait is also over when somebody asks to stop.
    private func heed(_ state: StopState?) {
        // One from outside has no number; nobody in here can ask it.
        guard let state, state.managedID != 0 else { return }
        let me = me
        let stop = resolve(state.managedID)
        note(.read, stop)
        if objects[Int(stop)].notifications > 0 { me.deadline = min(me.deadline, clock) } else { me.stop = stop }
    }

    package func endWaits(heeding stop: UInt32) {
        enter()
        defer { leave() }
        let stop = resolve(stop)
        objects[Int(stop)].notifications += 1
        for player in players where player.stop == stop {
            player.stop = 0
            player.deadline = min(player.deadline, clock)
            player.expiringStep = Int32(trace.steps.count - 1)
        }
    }

    /// It no longer matters to the calling thread what time it is.
    func forgetDeadline() {
        let me = me
        if me.deadline > clock, me.deadline < .max { note(.read, 0) }
        if me.stop != 0 { note(.read, me.stop) }
        me.deadline = .max
        me.stop = 0
        me.expiringStep = -1
    }
}
