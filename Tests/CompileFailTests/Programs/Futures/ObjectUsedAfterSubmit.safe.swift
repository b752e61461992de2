// Part of swift-threading. Apache-2.0: see LICENSE.

// An object that went into the pool and is used here.

import ThreadingFutures

final class Tally { var count = 0 }

func run(on pool: ThreadPool) {
    let tally = Tally()
    tally.count += 1
    _ = pool.submit { tally.count += 1 }
}
