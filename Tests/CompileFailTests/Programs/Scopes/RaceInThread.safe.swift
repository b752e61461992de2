// Part of swift-threading. Apache-2.0: see LICENSE.

// A race is over when its body returns.

import Threading

func run() throws -> Int {
    try withRacingThreads(of: Int.self) { race in
        race.spawn { 1 }
    }
}
