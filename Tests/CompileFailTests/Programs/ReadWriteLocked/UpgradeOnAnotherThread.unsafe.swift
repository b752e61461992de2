// Part of swift-threading. Apache-2.0: see LICENSE.

// The right to upgrade, used by another thread.

import Threading

func upgrade(_ lock: ReadWriteLock) {
    lock.withUpgradableReadLock { upgrade in
        // error: escaping closure captures 'inout' parameter 'upgrade'
        NativeThread.spawn { upgrade.withWriteLock {} }.join()
    }
}
