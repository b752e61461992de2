// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

extension Conductor {
    package func lock(_ lock: UInt32, until deadline: Deadline) -> Bool {
        enter()
        defer { leave() }
        let lock = resolve(lock)
        if deadline.isImmediate { return tryLock(lock) }
        if deadline.canPass { return lockTimed(lock, until: deadline) }
        stand(before: .lock, lock)
        take(lock, .acquire)
        record(.lock, lock)
        return true
    }

    private func tryLock(_ lock: Int32) -> Bool {
        budget.locksAreLookedAt = true
        stand(before: .tryLock, lock)
        guard objects[Int(lock)].holder < 0 else {
            note(.look, lock)
            noteLook()
            record(.tryLock, lock, .failed)
            return false
        }
        take(lock, .tryAcquire)
        record(.tryLock, lock)
        return true
    }

    private func lockTimed(_ lock: Int32, until deadline: Deadline) -> Bool {
        budget.locksAreLookedAt = true
        let me = me
        // A lock that is free is taken, whatever the time.
        stand(before: .tryLock, lock)
        if objects[Int(lock)].holder < 0 {
            take(lock, .tryAcquire)
            record(.lockTimed, lock)
            return true
        }
        note(.look, lock)
        setDeadline(deadline)
        stand(before: .lockTimed, lock)
        let isOver = me.deadline <= clock
        let expiringStep = me.expiringStep
        forgetDeadline()
        // Free and too late: it depends on which of the two the thread saw first.
        let isFree = objects[Int(lock)].holder < 0
        guard isFree, !isOver || chooseValue(2) == 0 else {
            note(.await, 0, source: expiringStep)
            note(.look, lock)
            me.isPolite = true
            record(.lockTimed, lock, .timedOut)
            return false
        }
        take(lock, .tryAcquire)
        record(.lockTimed, lock)
        return true
    }

    func take(_ lock: Int32, _ kind: Access.Kind) {
        note(kind, lock)
        objects[Int(lock)].holder = Int32(running)
        objects[Int(lock)].taken = me.location
        tellOrderAfter(lock)
    }

    package func unlock(_ lock: UInt32) {
        enter()
        defer { leave() }
        let lock = resolve(lock)
        standIfLookedAt(before: .unlock, lock)
        guard objects[Int(lock)].holder >= 0 else {
            fail(.misuse, "\(me.name) unlocked \(objects[Int(lock)]), which nobody held")
        }
        release(lock)
        record(.unlock, lock)
    }

    func release(_ lock: Int32) {
        objects[Int(lock)].holder = -1
        note(.release, lock)
        tellOrderBefore(lock)
    }

    package func isLocked(_ lock: UInt32) -> Bool {
        enter()
        defer { leave() }
        let lock = resolve(lock)
        budget.locksAreLookedAt = true
        stand(before: .isLocked, lock)
        note(.look, lock)
        noteLook()
        record(.isLocked, lock)
        return objects[Int(lock)].holder >= 0
    }

    package func isHeldByCaller(_ lock: UInt32) -> Bool {
        enter()
        defer { leave() }
        return objects[Int(resolve(lock))].holder == Int32(running)
    }

    package func waitForOutsideLock(until deadline: Deadline, isFree: () -> Bool) -> Bool {
        enter()
        defer { leave() }
        budget.usesOutsideLocks = true
        let me = me
        if deadline.canPass { setDeadline(deadline) }
        withoutActuallyEscaping(isFree) { isFree in
            me.outsideLockIsFree = isFree
            stand(before: .outsideLock, 0)
            me.outsideLockIsFree = nil
        }
        let isOver = me.deadline <= clock
        if deadline.canPass { forgetDeadline() }
        let wasFree = isFree() || !isOver
        record(.outsideLock, 0, wasFree ? .none : .timedOut)
        return wasFree
    }
}
