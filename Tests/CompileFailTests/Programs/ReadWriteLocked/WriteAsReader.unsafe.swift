// Part of swift-threading. Apache-2.0: see LICENSE.

// A reader that writes.

import Threading

func add(_ number: Int, to numbers: ReadWriteLocked<[Int]>) {
    // error: cannot use mutating member on immutable value: '$0' is immutable
    numbers.withReadLock { $0.append(number) }
}
