// Part of swift-threading. Apache-2.0: see LICENSE.

// Moved in, and used outside.

import Threading

final class Tally { var count = 0 }

func make() -> Monitor<Tally> {
    let tally = Tally()
    tally.count += 1
    return Monitor(tally)
}
