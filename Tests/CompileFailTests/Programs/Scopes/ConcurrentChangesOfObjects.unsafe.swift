// Part of swift-threading. Apache-2.0: see LICENSE.

// Two variables that hold objects may hold the same one.

import Threading

final class Tally { var count = 0 }

func run(_ tally: Tally) {
    var (one, two) = (tally, tally)
    // error: type 'Tally' does not conform to the 'Sendable' protocol
    concurrently(&one, { $0.count += 1 }, &two, { $0.count += 1 })
}
