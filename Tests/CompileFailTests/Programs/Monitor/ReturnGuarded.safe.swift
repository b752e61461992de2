// Part of swift-threading. Apache-2.0: see LICENSE.

// The guarded object as the result would be used without the lock.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Monitor<Tally>) -> Int {
    tally.withLock { $0.count }
}
