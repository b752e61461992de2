// Part of swift-threading. Apache-2.0: see LICENSE.

/// A lock whose holds observers are told of: `word` is constant, and `stamp` is locked in its place.
extension LockWord {
    /// Whether this lock was made to be seen.
    package var isTracked: Bool { word.loadRelaxed() == Seam.managedBit }

    /// What observers call the lock.
    package var identity: UInt { reason.object }

    func lockTracked(until deadline: Deadline) -> Bool {
        Observation.tell { $0.willTryLock(identity, until: deadline) }
        let isFree = stamp.compareExchangeAcquiring(expected: 0, desired: 1).exchanged
        if !isFree, deadline.isImmediate { return false }
        if !isFree {
            Observation.tell { $0.willLock(identity, until: deadline) }
            guard waitForTracked(until: deadline) else {
                Observation.tell { $0.didLock(identity, wasTaken: false) }
                return false
            }
        }
        Observation.tell { $0.didLock(identity, wasTaken: true) }
        return true
    }

    private func waitForTracked(until deadline: Deadline) -> Bool {
        if let seam = Seam.current {
            repeat {
                guard seam.waitForOutsideLock(until: deadline, isFree: { stamp.loadRelaxed() == 0 }) else {
                    return false
                }
            } while !stamp.compareExchangeAcquiring(expected: 0, desired: 1).exchanged
            return true
        }
        // A lock that is watched need not be fast: without the hint, it takes every hold for a long one.
        let hint = FutexWord(hint: 0)
        return LockAlgorithm.acquire(stamp, stamp: hint, until: deadline, afterSleep: false, reason: reason)
    }

    func unlockTracked() {
        // Before the release: afterwards the lock may be gone, or another's.
        Observation.tell { $0.willUnlock(identity) }
        if stamp.compareExchangeReleasing(expected: 1, desired: 0).exchanged { return }
        let wasHeld = LockAlgorithm.release(stamp, fair: fair)
        Misuse.unless(wasHeld, "a lock was unlocked that nobody held")
    }

    /// What the owner of a lock that may be tracked calls at its own end: what observers know of this one is about no
    /// other lock that comes to be here.
    ///
    /// Not a `deinit` of this type: Swift 6.3.1 moves the value to the stack for that, and the address is the name.
    package func willEnd() {
        guard isTracked else { return }
        Observation.tell { $0.lockWillEnd(identity, isHeld: stamp.loadRelaxed() != 0) }
    }
}
