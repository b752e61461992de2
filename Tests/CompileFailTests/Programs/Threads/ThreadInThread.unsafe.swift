// Part of swift-threading. Apache-2.0: see LICENSE.

// A thread that hands its object on and goes on using it.

import Threading

final class Tally { var count = 0 }

func run() {
    NativeThread.spawn {
        let tally = Tally()
        // error: sending value of non-Sendable type '() -> ()' risks causing data races
        NativeThread.spawn { tally.count += 1 }
        tally.count += 1
    }
}
