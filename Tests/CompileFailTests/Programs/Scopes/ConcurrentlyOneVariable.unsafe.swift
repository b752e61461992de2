// Part of swift-threading. Apache-2.0: see LICENSE.

// Two bodies at once that change one variable of the caller.

import Threading

func run() -> Int {
    var count = 0
    concurrently(
        // error: mutation of captured var 'count' in concurrently-executing code
        { count += 1 },
        // error: mutation of captured var 'count' in concurrently-executing code
        { count += 1 }
    )
    return count
}
