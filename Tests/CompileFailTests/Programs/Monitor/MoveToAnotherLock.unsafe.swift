// Part of swift-threading. Apache-2.0: see LICENSE.

// Into another guard from inside, and still in this one.

import Threading

final class Tally { var count = 0 }

func move(_ tally: Monitor<Tally>, to other: Locked<Tally>) {
    // error: sending 'tally' risks causing data races
    tally.withLock { tally in _ = other.exchange(tally) }
}
