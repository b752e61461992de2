// Part of swift-threading. Apache-2.0: see LICENSE.

// A reader that lends the value to somebody who writes.

import Threading

func reset(_ count: inout Int) { count = 0 }

func reset(_ count: ReadWriteLocked<Int>) {
    // error: cannot pass immutable value as inout argument: '$0' is immutable
    count.withReadLock { reset(&$0) }
}
