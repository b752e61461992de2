// Part of swift-threading. Apache-2.0: see LICENSE.

// A variable that a timer changes again and again, and that others read.

import Threading

func run() {
    var ticks = 0
    // error: sending value of non-Sendable type '(Timeout) -> ()' risks causing data races
    let timeout = Timeout.repeating(every: .seconds(1)) { _ in ticks += 1 }
    print(ticks)
    timeout.cancel()
}
