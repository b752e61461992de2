// Part of swift-threading. Apache-2.0: see LICENSE.

// Two threads of a scope that change the same variable of the caller.

import Threading

func run() -> Int {
    var count = 0
    withThreads { scope in
        // error: passing closure as a 'sending' parameter risks causing data races
        scope.spawn { count += 1 }
        // error: passing closure as a 'sending' parameter risks causing data races
        scope.spawn { count += 1 }
    }
    return count
}
