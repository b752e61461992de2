// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by what is only to look.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Monitor<Tally>) {
    tally.wait { $0.count > 0 }
    tally.withLock { $0.count += 1 }
}
