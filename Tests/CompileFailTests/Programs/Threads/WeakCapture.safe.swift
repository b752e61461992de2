// Part of swift-threading. Apache-2.0: see LICENSE.

// A weak reference is a reference.

import Threading

final class Tally: Sendable { let count = Locked(0) }

func run() {
    let tally = Tally()
    NativeThread.spawn { [weak tally] in tally?.count.withLock { $0 += 1 } }
    tally.count.withLock { $0 += 1 }
}
