// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension Conductor {
    package func wait(on condition: UInt32, releasing lock: UInt32, until deadline: Deadline) -> Bool {
        enter()
        defer { leave() }
        let first = resolve(condition)
        let lock = lock == 0 ? 0 : resolve(lock)
        let me = me
        if lock != 0 {
            standIfLookedAt(before: .unlock, lock)
            release(lock)
        }
        objects[Int(first)].waiters.append(Int32(running))
        note(.write, first)
        me.isNotified = false
        me.notifyingStep = -1
        if deadline.canPass { setDeadline(deadline) }
        record(.wait, first, .begins)
        stand(before: .wait, first, lock: lock)

        // It may have been moved to another.
        let condition = me.pending.object
        let isOver = me.deadline <= clock
        // Whoever is notified before it has come to leave is notified, however late it is.
        let isNotified = me.isNotified
        if isNotified {
            if me.notifyingStep >= 0 { note(.await, condition, source: me.notifyingStep) }
        } else {
            objects[Int(condition)].waiters.removeAll { $0 == Int32(running) }
            if isOver {
                note(.await, 0, source: me.expiringStep)
                me.isPolite = true
            }
        }
        note(.write, condition)
        if deadline.canPass { forgetDeadline() }
        if lock != 0 { take(lock, .acquire) }
        record(.wait, condition, isNotified ? .notified : me.wakesSpuriously ? .spurious : .timedOut)
        return isNotified || me.wakesSpuriously
    }

    package func notify(_ condition: UInt32, count: Int) {
        enter()
        defer { leave() }
        if let recorder { me.location = recorder.location() }
        notifyWaiters(resolve(condition), count)
    }

    // The two below are for words with sleepers, which the package's own tests explore.

    /// Notifies as the kernel wakes the sleepers of a word: under no lock, and so a step; how many there were.
    func wakeSleepers(_ condition: UInt32, count: Int) -> Int {
        enter()
        defer { leave() }
        let condition = resolve(condition)
        stand(before: .notify, condition)
        return notifyWaiters(condition, count)
    }

    @discardableResult
    private func notifyWaiters(_ condition: Int32, _ count: Int) -> Int {
        note(.write, condition)
        var woken = 0
        while woken < count, !objects[Int(condition)].waiters.isEmpty {
            let waiting = objects[Int(condition)].waiters.count
            let isAll = count - woken >= waiting
            let victim =
                if case .portable = settings.conditions, !isAll { chooseValue(waiting) } else { 0 }
            wake(Int(objects[Int(condition)].waiters.remove(at: victim)))
            woken += 1
        }
        objects[Int(condition)].notifications += 1
        objects[Int(condition)].lastWasInVain = woken == 0
        record(.notify, condition, .woke(woken))
        return woken
    }

    /// Makes the one that has waited longest at a condition wait at another, as the kernel does with sleepers of a
    /// word; whether there was one.
    func requeue(_ condition: UInt32, to other: UInt32) -> Bool {
        enter()
        defer { leave() }
        let condition = resolve(condition)
        let other = resolve(other)
        note(.write, condition)
        note(.write, other)
        guard let waiter = objects[Int(condition)].waiters.first else { return false }
        objects[Int(condition)].waiters.removeFirst()
        objects[Int(other)].waiters.append(waiter)
        players[Int(waiter)].pending.object = other
        return true
    }

    private func wake(_ waiter: Int) {
        let waiter = players[waiter]
        waiter.isNotified = true
        // One whose time was over could go on before: that it is notified now was not what it waited for.
        if waiter.deadline > clock { waiter.notifyingStep = Int32(trace.steps.count - 1) }
        if waiter.deadline < .max {
            // What time can still bring has changed.
            note(.read, 0)
            if waiter.deadline > clock { waiter.deadline = .max }
        }
        // What a request to stop can still bring, too.
        if waiter.stop != 0 { note(.read, waiter.stop) }
        waiter.stop = 0
    }
}
