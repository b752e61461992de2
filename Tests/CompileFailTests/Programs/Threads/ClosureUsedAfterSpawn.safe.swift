// Part of swift-threading. Apache-2.0: see LICENSE.

// A closure that changes what it captures, run by a thread and here.

import Threading

func run() {
    let counter = Locked(0)
    let add = { @Sendable in counter.withLock { $0 += 1 } }
    NativeThread.spawn(add)
    add()
}
