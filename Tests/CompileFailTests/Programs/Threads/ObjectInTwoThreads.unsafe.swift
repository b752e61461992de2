// Part of swift-threading. Apache-2.0: see LICENSE.

// One object, two threads.

import Threading

final class Tally { var count = 0 }

func run() {
    let tally = Tally()
    // error: sending value of non-Sendable type '() -> ()' risks causing data races
    NativeThread.spawn { tally.count += 1 }
    NativeThread.spawn { tally.count += 1 }
}
