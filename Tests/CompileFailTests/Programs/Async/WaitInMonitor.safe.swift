// Part of swift-threading. Apache-2.0: see LICENSE.

// What a task must bring about may never come.

import Threading

func run(_ monitor: Monitor<Int>) async {
    monitor.withLock { $0 += 1 }
}
