// Part of swift-threading. Apache-2.0: see LICENSE.

// Two bodies at once that change one variable of the caller.

import Threading

func run() -> Int {
    let (one, two) = concurrently({ 1 }, { 1 })
    return one + two
}
