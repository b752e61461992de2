// Part of swift-threading. Apache-2.0: see LICENSE.

// A weak reference is a reference.

import Threading

final class Tally { var count = 0 }

func run() {
    let tally = Tally()
    // error: sending value of non-Sendable type '() -> ()?' risks causing data races
    NativeThread.spawn { [weak tally] in tally?.count += 1 }
    tally.count += 1
}
