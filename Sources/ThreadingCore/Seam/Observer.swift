// Part of swift-threading. Apache-2.0: see LICENSE.

/// Who wants to know of threads that sleep, start and end, and of what they hold: dumps, deadlock checks, timelines.
///
/// The methods run on the thread that they speak of, in the middle of the package's slow paths: they
/// must not block on anything of this package that is observed, and must return soon. What an observer has no use for it
/// leaves out.
package protocol Observer: AnyObject, Sendable {
    /// The calling thread is about to sleep, and wakes by itself at the deadline.
    func willSleep(_ reason: WaitReason, until deadline: Deadline)

    /// The calling thread has slept; also told to who was installed in the middle of it, and so knows of no beginning.
    func didWake(_ reason: WaitReason)
    func threadDidStart()
    func threadWillEnd()

    /// The calling thread goes for a tracked lock, whether or not it is free.
    func willTryLock(_ lock: UInt, until deadline: Deadline)

    /// The calling thread is about to wait for a tracked lock until the deadline; it may still get it without a sleep.
    func willLock(_ lock: UInt, until deadline: Deadline)

    /// The calling thread has taken a tracked lock, or has given up.
    func didLock(_ lock: UInt, wasTaken: Bool)

    /// The calling thread, who need not be the holder, is about to release a tracked lock.
    func willUnlock(_ lock: UInt)

    /// What is at this address, and waited for there, has a name: `jobs`, `an element of jobs`.
    ///
    /// Told at the birth of objects that have names, if somebody observes then. An object that is made later at the
    /// same address is told of anew, or has no name.
    func object(_ object: UInt, isCalled name: String)

    /// A tracked lock is being destroyed; another one may soon have its address.
    func lockWillEnd(_ lock: UInt, isHeld: Bool)

    /// Whether it wants to know how many elements queues have: those that are made while it observes then tell it, which
    /// takes a lock for each element.
    var wantsQueueDepths: Bool { get }

    /// A queue that was made while somebody wanted to know has so many elements now.
    ///
    /// Told under the queue's lock, so in the order in which it came to be so.
    func queue(_ queue: UInt, hasDepth depth: Int)

    /// A task is handed to a pool, is begun and has ended, by the calling thread.
    ///
    /// Told of pools that were made while somebody observed. Each event comes before anybody can see its effect: who
    /// waits for the result sees it after the task has ended. Numbers are the process's own, from one.
    func task(_ task: UInt64, of pool: String, did event: TaskEvent)
}

/// What became of a task.
package enum TaskEvent: Sendable { case submitted, began, ended }

extension Observer {
    package func willSleep(_ reason: WaitReason, until deadline: Deadline) {}
    package func didWake(_ reason: WaitReason) {}
    package func threadDidStart() {}
    package func threadWillEnd() {}
    package func willTryLock(_ lock: UInt, until deadline: Deadline) {}
    package func willLock(_ lock: UInt, until deadline: Deadline) {}
    package func didLock(_ lock: UInt, wasTaken: Bool) {}
    package func willUnlock(_ lock: UInt) {}
    package func object(_ object: UInt, isCalled name: String) {}
    package func lockWillEnd(_ lock: UInt, isHeld: Bool) {}
    package var wantsQueueDepths: Bool { false }
    package func queue(_ queue: UInt, hasDepth depth: Int) {}
    package func task(_ task: UInt64, of pool: String, did event: TaskEvent) {}
}
