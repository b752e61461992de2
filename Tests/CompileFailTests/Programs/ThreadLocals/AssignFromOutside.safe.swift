// Part of swift-threading. Apache-2.0: see LICENSE.

// In from outside, where it is still used.

import Threading

final class Tally { var count = 0 }

func replace(_ local: ThreadLocal<Tally>) {
    local.withValue { value in
        let tally = Tally()
        tally.count += 1
        value = tally
    }
}
