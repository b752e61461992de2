// Part of swift-threading. Apache-2.0: see LICENSE.

// The same closure, started twice.

import Threading

func run() {
    let counter = Locked(0)
    let add = { @Sendable in counter.withLock { $0 += 1 } }
    NativeThread.spawn(add)
    NativeThread.spawn(add)
}
