// Part of swift-threading. Apache-2.0: see LICENSE.

// Many may ask for a result, so it must be one that many may hold.

import ThreadingFutures

struct Tally { var count = 0 }

func run(on pool: ThreadPool) {
    _ = pool.submit { Tally() }
}
