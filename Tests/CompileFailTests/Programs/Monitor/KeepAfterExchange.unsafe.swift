// Part of swift-threading. Apache-2.0: see LICENSE.

// Exchanged in, and used outside.

import Threading

final class Tally { var count = 0 }

func replace(_ guarded: Monitor<Tally>) {
    let tally = Tally()
    // error: sending 'tally' risks causing data races
    _ = guarded.exchange(tally)
    tally.count += 1
}
