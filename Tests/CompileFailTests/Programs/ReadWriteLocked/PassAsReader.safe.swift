// Part of swift-threading. Apache-2.0: see LICENSE.

// A reader that lends the value to somebody who writes.

import Threading

func reset(_ count: inout Int) { count = 0 }

func reset(_ count: ReadWriteLocked<Int>) {
    count.withWriteLock { reset(&$0) }
}
