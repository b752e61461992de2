// Part of swift-threading. Apache-2.0: see LICENSE.

// What a task must bring about may never come.

import Threading

func run(_ monitor: Monitor<Int>) async {
    // error: instance method 'withLock' is unavailable from asynchronous contexts; blocks the thread
    monitor.withLock(when: { $0 > 0 }) { $0 -= 1 }
}
