// Part of swift-threading. Apache-2.0: see LICENSE.

// A write within a write.

import Threading

func rebuild(_ lock: ReadWriteLock) {
    lock.withUpgradableReadLock { upgrade in
        upgrade.withWriteLock {}
        upgrade.withWriteLock {}
    }
}
