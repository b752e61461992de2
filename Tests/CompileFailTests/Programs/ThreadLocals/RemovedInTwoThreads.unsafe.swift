// Part of swift-threading. Apache-2.0: see LICENSE.

// What was taken out, in two threads.

import Threading

final class Tally { var count = 0 }

func share(_ local: ThreadLocal<Tally>) {
    guard let tally = local.removeValue() else { return }
    // error: sending value of non-Sendable type '() -> ()' risks causing data races
    NativeThread.spawn { tally.count += 1 }
    tally.count += 1
}
