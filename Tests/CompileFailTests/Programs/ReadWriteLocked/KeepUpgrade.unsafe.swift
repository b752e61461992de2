// Part of swift-threading. Apache-2.0: see LICENSE.

// The right to upgrade, kept for later.

import Threading

func keep(_ lock: ReadWriteLock) {
    var kept: ReadWriteLock.Upgrade?
    // error: missing reinitialization of inout parameter 'upgrade' after consume
    lock.withUpgradableReadLock { upgrade in kept = consume upgrade }
    kept?.withWriteLock {}
}
