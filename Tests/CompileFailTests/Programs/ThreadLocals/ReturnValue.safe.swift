// Part of swift-threading. Apache-2.0: see LICENSE.

// The thread's object as the result could go to another thread.

import Threading

final class Tally { var count = 0 }

func read(_ local: ThreadLocal<Tally>) -> Int {
    local.withValue { $0.count }
}
