// Part of swift-threading. Apache-2.0: see LICENSE.

// A condition that a task must bring about may never come.

import Threading

func run(_ condition: Condition) async {
    // error: instance method 'wait' is unavailable from asynchronous contexts; blocks the thread
    condition.wait()
}
