// Part of swift-threading. Apache-2.0: see LICENSE.

// A writer that still writes when others may read.

import Threading

func publish(_ numbers: ReadWriteLocked<[Int]>) -> Int {
    numbers.withWriteLock {
        $0.sort()
        $0.append(1)
    } thenRead: {
        $0.count
    }
}
