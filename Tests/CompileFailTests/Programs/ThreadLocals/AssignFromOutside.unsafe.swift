// Part of swift-threading. Apache-2.0: see LICENSE.

// In from outside, where it is still used.

import Threading

final class Tally { var count = 0 }

func replace(_ local: ThreadLocal<Tally>) {
    let tally = Tally()
    // error: capture of 'tally' with non-Sendable type 'Tally' in a '@Sendable' closure
    local.withValue { $0 = tally }
    tally.count += 1
}
