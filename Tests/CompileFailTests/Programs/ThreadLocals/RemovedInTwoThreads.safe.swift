// Part of swift-threading. Apache-2.0: see LICENSE.

// What was taken out, in two threads.

import Threading

final class Tally { var count = 0 }

func move(_ local: ThreadLocal<Tally>) {
    guard let tally = local.removeValue() else { return }
    tally.count += 1
    NativeThread.spawn { tally.count += 1 }
}
