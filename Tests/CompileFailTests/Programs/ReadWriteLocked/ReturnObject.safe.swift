// Part of swift-threading. Apache-2.0: see LICENSE.

// A result that is not `Sendable`.

import Threading

final class Tally { var count = 0 }

func copy(_ count: ReadWriteLocked<Int>) -> Int {
    let tally = Tally()
    tally.count = count.withReadLock { $0 }
    return tally.count
}
