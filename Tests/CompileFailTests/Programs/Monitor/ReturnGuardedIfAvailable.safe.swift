// Part of swift-threading. Apache-2.0: see LICENSE.

// The same by the polling call.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Monitor<Tally>) -> Int? {
    tally.withLockIfAvailable { $0.count }
}
