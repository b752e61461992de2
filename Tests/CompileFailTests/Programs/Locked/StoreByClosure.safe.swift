// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by a closure that keeps its argument.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>) {
    var kept = 0
    let keep: (Int) -> Void = { kept = $0 }
    keep(tally.withLock { $0.count })
    print(kept)
}
