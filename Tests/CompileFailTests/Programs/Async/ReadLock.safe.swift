// Part of swift-threading. Apache-2.0: see LICENSE.

// To wait to read in an asynchronous function.

import Threading

func work(_ lock: ReadWriteLock) async {
    lock.withReadLock {}
}
