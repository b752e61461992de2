// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// A lock of twelve bytes, to be a stored property of the class that it guards.
///
/// Two instructions when nobody else wants it: a compare-and-exchange from 0 to 1 and back. Both
/// fail on a word that an explorer manages, and on that of a tracked lock, which therefore need no test of their own.
///
/// **Tracked locks.** A lock that a user makes while ``Observation/tracksLocks`` is set has a word that never changes,
/// an explorer's number of zero. What is locked in its place is `stamp`, which otherwise is a hint; so the size stays
/// what it is, and observers are told of each hold.
@usableFromInline
package struct LockWord: ~Copyable, Sendable {
    @usableFromInline let word: FutexWord
    let stamp = FutexWord(0)
    let fair = FutexWord(0)

    #if DEBUG
    /// Who holds it, for checks.
    @usableFromInline let holder = LockHolder()
    #endif

    /// - Parameters:
    ///   - isExplorable: whether an explorer that runs the calling thread takes the lock over.
    ///     False for the package's own book-keeping, which a test of a user's program is not about.
    ///   - isTrackable: whether observers may be told who holds it. For locks that users know of.
    package init(isExplorable: Bool = true, isTrackable: Bool = false) {
        if isExplorable, let explorer = Seam.current {
            word = FutexWord(Seam.managedBit | explorer.makeObject(.lock))
        } else {
            word = FutexWord(isTrackable && Observation.tracksLocks ? Seam.managedBit : 0)
        }
    }

    @inlinable @inline(__always)
    package func lock() {
        #if DEBUG
        let isAside = beginAside()
        defer { endAside(isAside) }
        #endif
        if !word.compareExchangeAcquiring(expected: 0, desired: 1).exchanged { lockSlowly() }
        noteHolder()
    }

    @inlinable @inline(__always)
    package func unlock() {
        #if DEBUG
        let isAside = beginAside()
        defer { endAside(isAside) }
        #endif
        forgetHolder()
        if !word.compareExchangeReleasing(expected: 1, desired: 0).exchanged { unlockSlowly() }
    }

    /// Takes the lock if it is free.
    ///
    /// Never spuriously false.
    @inlinable @inline(__always)
    package func lockIfAvailable() -> Bool {
        #if DEBUG
        let isAside = beginAside()
        defer { endAside(isAside) }
        #endif
        if word.compareExchangeAcquiring(expected: 0, desired: 1).exchanged {
            noteHolder()
            return true
        }
        return lockIfExplored()
    }

    #if DEBUG
    /// Makes Thread Sanitizer look aside, if an explorer manages the lock; whether it does.
    ///
    /// Without optimisation, the atomic operations look up the type of their result in the runtime's tables, whose
    /// locks the sanitizer takes for an order that the program makes: races would be hidden.
    @usableFromInline
    func beginAside() -> Bool {
        guard word.loadRelaxed() & Seam.managedBit != 0, let seam = Seam.current else { return false }
        seam.beginAside()
        return true
    }

    @usableFromInline
    func endAside(_ isAside: Bool) {
        if isAside { Seam.current?.endAside() }
    }
    #endif

    /// Only an explorer knows whether a lock that it manages is free.
    @usableFromInline @inline(never)
    func lockIfExplored() -> Bool {
        guard lockSlowly(until: .immediate) else { return false }
        noteHolder()
        return true
    }

    /// Takes the lock, or is false at the deadline.
    package func lock(until deadline: Deadline) -> Bool {
        #if DEBUG
        let isAside = beginAside()
        defer { endAside(isAside) }
        #endif
        if !word.compareExchangeAcquiring(expected: 0, desired: 1).exchanged {
            guard lockSlowly(until: deadline) else { return false }
        }
        noteHolder()
        return true
    }

    @usableFromInline @inline(never)
    func lockSlowly() {
        #if DEBUG
        // Only where it is for ever: a try, or a wait with an end, is an answer.
        Misuse.unless(
            managedID != nil || !isLocked || !holder.isCaller,
            "a thread locks a lock that it holds already, and would wait for itself; see RecursiveLock"
        )
        #endif
        _ = lockSlowly(until: .never)
    }

    private func lockSlowly(until deadline: Deadline) -> Bool {
        let seen = word.loadRelaxed()
        if seen == Seam.managedBit { return lockTracked(until: deadline) }
        if seen & Seam.managedBit != 0 { return explorer.lock(seen ^ Seam.managedBit, until: deadline) }
        if deadline.isImmediate { return false }
        if let seam = Seam.current { return lockFromOutside(seam, until: deadline) }
        return LockAlgorithm.acquire(word, stamp: stamp, until: deadline, afterSleep: false, reason: reason)
    }

    /// Takes a lock that was made outside the exploration that runs the calling thread.
    ///
    /// Its holder may be a thread of the same exploration, which does not run while this one does.
    private func lockFromOutside(_ seam: any ExplorerSeam, until deadline: Deadline) -> Bool {
        repeat {
            guard seam.waitForOutsideLock(until: deadline, isFree: { !isLocked }) else { return false }
        } while !word.compareExchangeAcquiring(expected: 0, desired: 1).exchanged
        return true
    }

    @usableFromInline @inline(never)
    func unlockSlowly() {
        let seen = word.loadRelaxed()
        if seen == Seam.managedBit {
            unlockTracked()
        } else if seen & Seam.managedBit != 0 {
            explorer.unlock(seen ^ Seam.managedBit)
        } else {
            let wasHeld = LockAlgorithm.release(word, fair: fair)
            Misuse.unless(wasHeld, "a lock was unlocked that nobody held")
        }
    }

    /// Takes the lock back after a wait on a condition.
    ///
    /// `wasMoved`: this thread slept on the lock's own word at the end.
    func relock(wasMoved: Bool) {
        // Nobody can be moved to a tracked lock's word: they sleep on another, and go for it when they are woken.
        if wasMoved, !isTracked {
            _ = LockAlgorithm.acquire(word, stamp: stamp, until: .never, afterSleep: true, reason: reason)
            noteHolder()
        } else {
            lock()
        }
    }

    /// Whether anybody holds it; stale on return.
    package var isLocked: Bool {
        let seen = word.loadRelaxed()
        if seen == Seam.managedBit { return stamp.loadRelaxed() != 0 }
        return seen & Seam.managedBit != 0 ? explorer.isLocked(seen ^ Seam.managedBit) : seen != 0
    }

    /// Whether it is held while its owner goes; not asked of an explorer, which tells what is left held itself.
    package var isHeldAtItsEnd: Bool { managedID == nil && isLocked }

    /// Whether the calling thread may hold it: false is certain.
    ///
    /// In a debug build true is, too; a release build keeps no holder, and knows only whether anybody has
    /// it.
    package var mayBeHeldByCaller: Bool {
        if let managedID { return explorer.isHeldByCaller(managedID) }
        #if DEBUG
        return isLocked && holder.isCaller
        #else
        return isLocked
        #endif
    }

    /// The number of the lock in its explorer, or nil.
    var managedID: UInt32? {
        let seen = word.loadRelaxed()
        return seen > Seam.managedBit ? seen ^ Seam.managedBit : nil
    }

    var reason: WaitReason {
        // Only a name for the lock, never read through.
        unsafe WaitReason(.lock, object: withUnsafePointer(to: word) { UInt(bitPattern: $0) })
    }

    @inlinable @inline(__always)
    func noteHolder() {
        #if DEBUG
        holder.note()
        #endif
    }

    @inlinable @inline(__always)
    func forgetHolder() {
        #if DEBUG
        holder.forget()
        #endif
    }

    private var explorer: any ExplorerSeam {
        guard let seam = Seam.current else {
            Misuse.stop("a lock made in an exploration was used by a thread that it does not run")
        }
        return seam
    }
}
