// Part of swift-threading. Apache-2.0: see LICENSE.

// One object under two locks.

import Threading

final class Tally { var count = 0 }

func copy(_ source: Locked<Tally>, to target: Locked<Tally>) {
    let count = source.withLock { $0.count }
    target.withLock { $0.count = count }
}
