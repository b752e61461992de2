// Part of swift-threading. Apache-2.0: see LICENSE.

// One body at once changes its variable, and the other reads it.

import Threading

func run() {
    var (one, two) = (0, 0)
    // error: reference to captured var 'one' in concurrently-executing code
    concurrently(&one, { $0 += 1 }, &two, { $0 = one })
}
