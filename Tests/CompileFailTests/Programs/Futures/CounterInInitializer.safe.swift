// Part of swift-threading. Apache-2.0: see LICENSE.

// Every worker runs the initialiser, so it must be one that many may run.

import Threading
import ThreadingFutures

func make() -> ThreadPool {
    let started = Locked(0)
    return ThreadPool(threads: 2, initializer: { started.withLock { $0 += 1 } })
}
