// Part of swift-threading. Apache-2.0: see LICENSE.

// A reader that puts another value in the place of the guarded one.

import Threading

func reset(_ count: ReadWriteLocked<Int>) {
    count.withWriteLock { $0 = 0 }
}
