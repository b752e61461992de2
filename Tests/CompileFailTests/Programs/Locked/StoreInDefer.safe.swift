// Part of swift-threading. Apache-2.0: see LICENSE.

// At the very end, after all else.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>) {
    tally.withLock { tally in
        defer { tally.count += 1 }
        print(tally.count)
    }
}
