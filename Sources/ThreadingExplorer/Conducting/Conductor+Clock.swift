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
        // Over already: the step that is being done is what it waits for.
        me.expiringStep = me.deadline <= clock ? Int32(trace.steps.count - 1) : -1
        note(.read, 0)
    }

    /// It no longer matters to the calling thread what time it is.
    func forgetDeadline() {
        let me = me
        if me.deadline > clock, me.deadline < .max { note(.read, 0) }
        me.deadline = .max
        me.expiringStep = -1
    }
}
