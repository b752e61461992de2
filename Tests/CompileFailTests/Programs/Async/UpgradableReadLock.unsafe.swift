// Part of swift-threading. Apache-2.0: see LICENSE.

// To wait to read upgradably in an asynchronous function.

import Threading

func work(_ lock: ReadWriteLock) async {
    // error: instance method 'lockForUpgradableReading' is unavailable from asynchronous contexts
    lock.lockForUpgradableReading()
    lock.unlockFromUpgradableReading()
}
