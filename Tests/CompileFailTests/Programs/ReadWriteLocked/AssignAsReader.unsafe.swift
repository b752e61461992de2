// Part of swift-threading. Apache-2.0: see LICENSE.

// A reader that puts another value in the place of the guarded one.

import Threading

func reset(_ count: ReadWriteLocked<Int>) {
    // error: cannot assign to value: '$0' is immutable
    count.withReadLock { $0 = 0 }
}
