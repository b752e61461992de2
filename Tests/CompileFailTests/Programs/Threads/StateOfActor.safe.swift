// Part of swift-threading. Apache-2.0: see LICENSE.

// What belongs to an actor is not for other threads.

import Threading

actor Account {
    private var balance = 0
    func start() { NativeThread.spawn { Task { await self.add(1) } } }
    private func add(_ amount: Int) { balance += amount }
}
