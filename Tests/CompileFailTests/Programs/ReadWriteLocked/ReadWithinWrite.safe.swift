// Part of swift-threading. Apache-2.0: see LICENSE.

// The value, read by the upgradable reader while it is being changed.

import Threading

func double(_ numbers: ReadWriteLocked<[Int]>) {
    numbers.withUpgradableReadLock { reader in
        let count = reader.withValue { $0.count }
        reader.withWriteLock { numbers in
            numbers.append(count)
        }
    }
}
