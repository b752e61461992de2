// Part of swift-threading. Apache-2.0: see LICENSE.

// A task is a thread too, as far as races go.

import Threading

final class Tally { var count = 0 }

func run() {
    let tally = Locked(Tally())
    Task { tally.withLock { $0.count += 1 } }
    NativeThread.spawn { tally.withLock { $0.count += 1 } }
}
