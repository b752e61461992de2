// Part of swift-threading. Apache-2.0: see LICENSE.

// An upgradable reader that writes without an upgrade.

import Threading

func fill(_ numbers: ReadWriteLocked<[Int]>) {
    numbers.withUpgradableReadLock { reader in
        // error: cannot use mutating member on immutable value: '$0' is immutable
        reader.withValue { $0.append(1) }
    }
}
