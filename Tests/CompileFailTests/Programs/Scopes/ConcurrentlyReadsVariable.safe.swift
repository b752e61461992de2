// Part of swift-threading. Apache-2.0: see LICENSE.

// One body at once changes its variable, and the other reads it.

import Threading

func run() {
    var (one, two) = (0, 0)
    let before = one
    concurrently(&one, { $0 += 1 }, &two, { $0 = before })
}
