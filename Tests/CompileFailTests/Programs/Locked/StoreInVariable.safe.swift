// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by a variable outside.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>) {
    var kept = 0
    kept = tally.withLock { $0.count }
    print(kept)
}
