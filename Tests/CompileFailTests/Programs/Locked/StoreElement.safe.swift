// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by a variable outside, one of many.

import Threading

final class Tally { var count = 0 }

func read(_ tallies: Locked<[Tally]>) {
    let kept = tallies.withLock { $0.last?.count }
    print(kept ?? 0)
}
