// Part of swift-threading. Apache-2.0: see LICENSE.

// What a task must bring about may never come.

import Threading

func run(_ monitor: Monitor<Int>) async {
    // error: instance method 'wait' is unavailable from asynchronous contexts; blocks the thread
    monitor.wait { $0 > 0 }
}
