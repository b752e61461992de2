// Part of swift-threading. Apache-2.0: see LICENSE.

// The article's counter: two threads add to one variable.

import Threading

func count() -> Int {
    let counter = Locked(0)
    let first = NativeThread.spawn { for _ in 0..<1_000 { counter.withLock { $0 += 1 } } }
    let second = NativeThread.spawn { for _ in 0..<1_000 { counter.withLock { $0 += 1 } } }
    first.join()
    second.join()
    return counter.withLock { $0 }
}
