// Part of swift-threading. Apache-2.0: see LICENSE.

// Two pieces of work that change one variable.

import ThreadingFutures

func run(on pool: ThreadPool) {
    var counter = 0
    // error: sending value of non-Sendable type '() -> ()' risks causing data races
    _ = pool.submit { counter += 1 }
    _ = pool.submit { counter += 1 }
}
