// Part of swift-threading. Apache-2.0: see LICENSE.

// A race is over when its body returns.

import Threading

func run() throws -> Int {
    // error: lifetime-dependent variable 'race' escapes its scope
    try withRacingThreads(of: Int.self) { race in
        NativeThread.spawn { race.spawn { 1 } }
    }
}
