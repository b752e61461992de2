// Part of swift-threading. Apache-2.0: see LICENSE.

// One spawn in the text, many threads when it runs.

import Threading

final class Tally { var count = 0 }

func run() {
    for _ in 0..<2 {
        let tally = Tally()
        NativeThread.spawn { tally.count += 1 }
    }
}
