// Part of swift-threading. Apache-2.0: see LICENSE.

// Into another guard from where it is only looked at, and still in this one.

import Threading

final class Tally { var count = 0 }

func wait(_ tally: Monitor<Tally>, _ other: Locked<Tally>) {
    tally.wait { tally in
        // error: sending 'tally' risks causing data races
        _ = other.exchange(tally)
        return true
    }
}
