// Part of swift-threading. Apache-2.0: see LICENSE.

// Two pieces of work that change one variable.

import Threading
import ThreadingFutures

func run(on pool: ThreadPool) {
    let counter = Locked(0)
    _ = pool.submit { counter.withLock { $0 += 1 } }
    _ = pool.submit { counter.withLock { $0 += 1 } }
}
