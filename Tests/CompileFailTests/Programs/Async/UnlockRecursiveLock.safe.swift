// Part of swift-threading. Apache-2.0: see LICENSE.

// Nor is it released by a task.

import Threading

func run(_ lock: RecursiveLock) async {
    _ = lock.withLockIfAvailable {}
}
