// Part of swift-threading. Apache-2.0: see LICENSE.

// One object, two threads.

import Threading

final class Tally { var count = 0 }

func run() {
    let tally = Locked(Tally())
    NativeThread.spawn { tally.withLock { $0.count += 1 } }
    NativeThread.spawn { tally.withLock { $0.count += 1 } }
}
