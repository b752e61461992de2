// Part of swift-threading. Apache-2.0: see LICENSE.

// The same variable, handed in twice.

import Threading

func run() {
    var numbers = [3, 1, 2]
    // error: overlapping accesses to 'numbers'
    concurrently(&numbers[0], { $0 += 1 }, &numbers[1], { $0 += 1 })
}
