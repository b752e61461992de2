// Part of swift-threading. Apache-2.0: see LICENSE.

// Two threads of a scope that change the same variable of the caller.

import Threading

func run() -> Int {
    let count = Locked(0)
    withThreads { scope in
        scope.spawn { count.withLock { $0 += 1 } }
        scope.spawn { count.withLock { $0 += 1 } }
    }
    return count.withLock { $0 }
}
