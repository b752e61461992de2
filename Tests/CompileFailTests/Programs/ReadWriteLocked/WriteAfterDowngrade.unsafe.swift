// Part of swift-threading. Apache-2.0: see LICENSE.

// A writer that still writes when others may read.

import Threading

func publish(_ numbers: ReadWriteLocked<[Int]>) -> Int {
    numbers.withWriteLock {
        $0.sort()
    } thenRead: {
        // error: cannot use mutating member on immutable value: '$0' is immutable
        $0.append(1)
        return $0.count
    }
}
