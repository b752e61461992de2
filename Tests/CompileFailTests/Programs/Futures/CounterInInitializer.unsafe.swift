// Part of swift-threading. Apache-2.0: see LICENSE.

// Every worker runs the initialiser, so it must be one that many may run.

import ThreadingFutures

func make() -> ThreadPool {
    var started = 0
    // error: mutation of captured var 'started' in concurrently-executing code
    return ThreadPool(threads: 2, initializer: { started += 1 })
}
