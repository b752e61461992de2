// Part of swift-threading. Apache-2.0: see LICENSE.

// A reader that writes.

import Threading

func add(_ number: Int, to numbers: ReadWriteLocked<[Int]>) {
    numbers.withWriteLock { $0.append(number) }
}
