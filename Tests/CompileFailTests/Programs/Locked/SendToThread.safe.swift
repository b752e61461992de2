// Part of swift-threading. Apache-2.0: see LICENSE.

// To another thread from inside.

import Threading

final class Tally { var count = 0 }

func start(_ tally: Locked<Tally>) {
    NativeThread.spawn { tally.withLock { $0.count += 1 } }
}
