// Part of swift-threading. Apache-2.0: see LICENSE.

// A recursive lock belongs to a thread, and a task may go on on another.

import Threading

func run(_ lock: RecursiveLock) async {
    // error: instance method 'lock' is unavailable from asynchronous contexts; blocks the thread; use withLock(_:)
    lock.lock()
}
