// Part of swift-threading. Apache-2.0: see LICENSE.

// A capture list copies the reference, not the object.

import Threading

final class Tally { var count = 0 }

func run() {
    let tally = Tally()
    // error: sending value of non-Sendable type '() -> ()' risks causing data races
    NativeThread.spawn { [copy = tally] in copy.count += 1 }
    tally.count += 1
}
