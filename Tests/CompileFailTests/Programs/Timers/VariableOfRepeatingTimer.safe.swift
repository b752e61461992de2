// Part of swift-threading. Apache-2.0: see LICENSE.

// A variable that a timer changes again and again, and that others read.

import Threading

func run() {
    let ticks = Locked(0)
    let timeout = Timeout.repeating(every: .seconds(1)) { _ in ticks.withLock { $0 += 1 } }
    print(ticks.withLock { $0 })
    timeout.cancel()
}
