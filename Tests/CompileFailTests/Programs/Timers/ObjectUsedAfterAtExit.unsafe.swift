// Part of swift-threading. Apache-2.0: see LICENSE.

// An object handed to the end of the process, and used until then.

import Threading

final class Tally { var count = 0 }

func run() {
    let tally = Tally()
    // error: sending value of non-Sendable type '() -> ()' risks causing data races
    NativeThread.atExit { print(tally.count) }
    tally.count += 1
}
