// Part of swift-threading. Apache-2.0: see LICENSE.

// The same with its type forgotten.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>) {
    let kept: Any = tally.withLock { $0.count }
    print(kept)
}
