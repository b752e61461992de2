// Part of swift-threading. Apache-2.0: see LICENSE.

// Nothing is awaited while a lock is held.

import Threading

func work() async {}

func run(_ counter: Locked<Int>) async {
    // error: no exact matches in call to instance method 'withLock'
    await counter.withLock { _ in await work() }
}
