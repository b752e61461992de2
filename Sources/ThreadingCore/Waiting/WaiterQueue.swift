// Part of swift-threading. Apache-2.0: see LICENSE.

/// Threads that wait for something to become true of what a ``LockWord`` guards: the condition
/// variable that everything above is built from, to be a stored property beside the lock.
package struct WaiterQueue: ~Copyable, Sendable {
    private let list = WaiterList<FutexWord>()

    /// The number in the explorer that this was born under; zero in production.
    private let managedID: UInt32
    private let kind: WaitReason.Kind

    /// What observers call the object that is waited for; zero for the queue itself.
    private let object: UInt

    /// - Parameters:
    ///   - kind: what observers are told that threads wait for.
    ///   - identity: which object that is; the queue itself without one.
    package init(_ kind: WaitReason.Kind = .condition, identity: UInt = 0) {
        managedID = Seam.current?.makeObject(.condition) ?? 0
        self.kind = kind
        object = identity
    }

    /// Releases the lock, waits until notified or the deadline, and takes the lock again, however long that
    /// takes.
    ///
    /// Whether it was notified; never for any other reason.
    package func wait(releasing lock: borrowing LockWord, until deadline: Deadline) -> Bool {
        if managedID != 0 {
            lock.forgetHolder()
            let notified = explorer.wait(on: managedID, releasing: explored(lock), until: deadline)
            lock.noteHolder()
            return notified
        }
        Misuse.unless(lock.managedID == nil, "a condition from outside the exploration was used with a lock of it")
        let end = list.wait(until: deadline, for: reason) { lock.unlock() }
        lock.relock(wasMoved: end == .moved)
        return end != .timedOut
    }

    /// Notifies the `count` longest waiting.
    ///
    /// The caller holds the lock.
    package func notify(_ count: Int = 1, holding lock: borrowing LockWord) {
        if managedID != 0 {
            explorer.notify(managedID, count: count)
        } else {
            list.notify(count, lock: lock.word)
        }
    }

    /// Notifies all that wait.
    ///
    /// The caller holds the lock.
    package func notifyAll(holding lock: borrowing LockWord) {
        notify(.max, holding: lock)
    }

    /// What observers call the queue.
    package var identity: UInt { reason.object }

    private var reason: WaitReason {
        // Only a name for the queue, never read through.
        unsafe WaitReason(kind, object: object != 0 ? object : withUnsafePointer(to: list) { UInt(bitPattern: $0) })
    }

    private func explored(_ lock: borrowing LockWord) -> UInt32 {
        guard let id = lock.managedID else {
            Misuse.stop("a condition of an exploration was used with a lock from outside it")
        }
        return id
    }

    private var explorer: any ExplorerSeam {
        guard let seam = Seam.current else {
            Misuse.stop("a condition made in an exploration was used by a thread that it does not run")
        }
        return seam
    }
}
