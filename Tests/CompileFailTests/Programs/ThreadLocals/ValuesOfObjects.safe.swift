// Part of swift-threading. Apache-2.0: see LICENSE.

// The objects of other threads.

import Threading

final class Tally { var count = 0 }

func sum(_ local: ThreadLocal<Int>) -> Int {
    local.values.reduce(0) { $0 + $1 }
}
