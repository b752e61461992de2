// Part of swift-threading. Apache-2.0: see LICENSE.

// An object that went into the pool and is used here.

import ThreadingFutures

final class Tally { var count = 0 }

func run(on pool: ThreadPool) {
    let tally = Tally()
    // error: sending value of non-Sendable type '() -> ()' risks causing data races
    _ = pool.submit { tally.count += 1 }
    tally.count += 1
}
