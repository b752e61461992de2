// Part of swift-threading. Apache-2.0: see LICENSE.

// An object handed to a timer and used by whoever handed it over.

import Threading

final class Tally { var count = 0 }

func run() {
    let tally = Tally()
    // error: sending value of non-Sendable type '() -> ()' risks causing data races
    Timeout.schedule(after: .seconds(1)) { tally.count += 1 }
    tally.count += 1
}
