// Part of swift-threading. Apache-2.0: see LICENSE.

// To wait to write in an asynchronous function.

import Threading

func work(_ lock: ReadWriteLock) async {
    // error: instance method 'lockForWriting' is unavailable from asynchronous contexts
    lock.lockForWriting()
    lock.unlockFromWriting()
}
