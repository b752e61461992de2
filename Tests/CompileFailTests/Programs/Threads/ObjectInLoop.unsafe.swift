// Part of swift-threading. Apache-2.0: see LICENSE.

// One spawn in the text, many threads when it runs.

import Threading

final class Tally { var count = 0 }

func run() {
    let tally = Tally()
    for _ in 0..<2 {
        // error: sending value of non-Sendable type '() -> ()' risks causing data races
        NativeThread.spawn { tally.count += 1 }
    }
}
