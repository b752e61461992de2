// Part of swift-threading. Apache-2.0: see LICENSE.

// What belongs to an actor is not for other threads.

import Threading

actor Account {
    private var balance = 0
    // error: actor-isolated property 'balance' can not be mutated from a nonisolated context
    func start() { NativeThread.spawn { self.balance += 1 } }
}
