// Part of swift-threading. Apache-2.0: see LICENSE.

// A task is a thread too, as far as races go.

import Threading

final class Tally { var count = 0 }

func run() {
    let tally = Tally()
    // error: sending value of non-Sendable type '@concurrent () async -> ()' risks causing data races
    Task { tally.count += 1 }
    NativeThread.spawn { tally.count += 1 }
}
