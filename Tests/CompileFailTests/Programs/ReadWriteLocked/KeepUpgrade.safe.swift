// Part of swift-threading. Apache-2.0: see LICENSE.

// The right to upgrade, kept for later.

import Threading

func keep(_ lock: ReadWriteLock) {
    lock.withUpgradableReadLock { upgrade in upgrade.withWriteLock {} }
}
