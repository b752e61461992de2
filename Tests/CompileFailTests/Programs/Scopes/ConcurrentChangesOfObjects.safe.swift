// Part of swift-threading. Apache-2.0: see LICENSE.

// Two variables that hold objects may hold the same one.

import Threading

final class Tally { var count = 0 }

func run() {
    var (one, two) = (0, 0)
    concurrently(&one, { $0 += 1 }, &two, { $0 += 1 })
}
