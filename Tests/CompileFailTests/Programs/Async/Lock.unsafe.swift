// Part of swift-threading. Apache-2.0: see LICENSE.

// A lock and its unlock may be on two threads of the cooperative pool. A body without await is not.

import Threading

func run(_ lock: Lock) async {
    // error: instance method 'lock' is unavailable from asynchronous contexts; blocks the thread; use
    lock.lock()
}
