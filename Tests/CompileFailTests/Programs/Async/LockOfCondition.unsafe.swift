// Part of swift-threading. Apache-2.0: see LICENSE.

// A condition's lock may be a recursive one.

import Threading

func run(_ condition: Condition) async {
    // error: instance method 'lock' is unavailable from asynchronous contexts; blocks the thread; use withLock(_:)
    condition.lock.lock()
}
