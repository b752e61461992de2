// Part of swift-threading. Apache-2.0: see LICENSE.

// Other threads run a predicate, too, so it can be no closure of one.

import Threading

final class Tally { var count = 0 }

func wait(_ tally: Monitor<Tally>, _ predicate: (Tally) -> Bool) {
    // error: passing non-Sendable parameter 'predicate' to function expecting a '@Sendable' closure
    tally.wait(where: predicate)
}
