// Part of swift-threading. Apache-2.0: see LICENSE.

// A local function captures as a closure does.

import Threading

func run() {
    let counter = Locked(0)
    @Sendable func add() { counter.withLock { $0 += 1 } }
    NativeThread.spawn { add() }
    NativeThread.spawn { add() }
}
