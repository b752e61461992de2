// Part of swift-threading. Apache-2.0: see LICENSE.

// Swapped with a variable outside: each side would hold what the other may use.

import Threading

final class Tally { var count = 0 }

func replace(_ guarded: Monitor<Tally>) {
    let tally = guarded.exchange(Tally())
    tally.count += 1
}
