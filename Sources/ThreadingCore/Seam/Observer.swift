// Part of swift-threading. Apache-2.0: see LICENSE.

/// Who wants to know of threads that sleep, start and end, and of what they hold: dumps, deadlock checks, timelines.
///
/// The methods run on the thread that they speak of, in the middle of the package's slow paths: they
/// must not block on anything of this package that is observed, and must return soon. What an observer has no use for it
/// leaves out.
package protocol Observer: AnyObject, Sendable {
    func willSleep(_ reason: WaitReason)

    /// As above, with when it wakes by itself; tells the one above if it is left out.
    func willSleep(_ reason: WaitReason, until deadline: Deadline)
    func didWake(_ reason: WaitReason)
    func threadDidStart()
    func threadWillEnd()

    /// The calling thread goes for a tracked lock, whether or not it is free.
    func willTryLock(_ lock: UInt, until deadline: Deadline)

    /// The calling thread is about to wait for a tracked lock; it may still get it without a sleep.
    func willLock(_ lock: UInt)

    /// As above, with when it gives up; tells the one above if it is left out.
    func willLock(_ lock: UInt, until deadline: Deadline)

    /// The calling thread has taken a tracked lock, or has given up.
    func didLock(_ lock: UInt, wasTaken: Bool)

    /// The calling thread, who need not be the holder, is about to release a tracked lock.
    func willUnlock(_ lock: UInt)

    /// A tracked lock is being destroyed; another one may soon have its address.
    func lockWillEnd(_ lock: UInt, isHeld: Bool)

    /// A queue that was made while somebody observed has so many elements now.
    func queue(_ queue: UInt, hasDepth depth: Int)

    /// A task was handed to a pool, and was begun and ended by the calling thread.
    func task(_ task: UInt64, of pool: String, did event: TaskEvent)
}

/// What became of a task.
package enum TaskEvent: Sendable { case submitted, began, ended }

extension Observer {
    package func willSleep(_ reason: WaitReason) {}
    package func willSleep(_ reason: WaitReason, until deadline: Deadline) { willSleep(reason) }
    package func didWake(_ reason: WaitReason) {}
    package func threadDidStart() {}
    package func threadWillEnd() {}
    package func willTryLock(_ lock: UInt, until deadline: Deadline) {}
    package func willLock(_ lock: UInt) {}
    package func willLock(_ lock: UInt, until deadline: Deadline) { willLock(lock) }
    package func didLock(_ lock: UInt, wasTaken: Bool) {}
    package func willUnlock(_ lock: UInt) {}
    package func lockWillEnd(_ lock: UInt, isHeld: Bool) {}
    package func queue(_ queue: UInt, hasDepth depth: Int) {}
    package func task(_ task: UInt64, of pool: String, did event: TaskEvent) {}
}
