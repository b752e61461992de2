// Part of swift-threading. Apache-2.0: see LICENSE.

// A tuple with an object in it.

import Threading

final class Tally { var count = 0 }

func read(_ pair: Locked<(tally: Tally, name: String)>) {
    let kept = pair.withLock { $0.tally.count }
    print(kept)
}
