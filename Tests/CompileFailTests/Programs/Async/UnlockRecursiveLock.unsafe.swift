// Part of swift-threading. Apache-2.0: see LICENSE.

// Nor is it released by a task.

import Threading

func run(_ lock: RecursiveLock) async {
    // error: instance method 'lockIfAvailable' is unavailable from asynchronous contexts; the lock belongs to a thread
    if lock.lockIfAvailable() {
        // error: instance method 'unlock' is unavailable from asynchronous contexts; the lock belongs to a thread
        lock.unlock()
    }
}
