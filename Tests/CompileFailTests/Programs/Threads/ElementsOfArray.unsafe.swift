// Part of swift-threading. Apache-2.0: see LICENSE.

// The objects of an array may be the same one, so they cannot go to a thread each.

import Threading

final class Tally { var count = 0 }

func run() {
    let tallies = [Tally(), Tally()]
    for tally in tallies {
        // error: sending value of non-Sendable type '() -> ()' risks causing data races
        NativeThread.spawn { tally.count += 1 }
    }
}
