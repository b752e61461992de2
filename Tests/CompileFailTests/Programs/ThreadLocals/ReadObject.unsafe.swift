// Part of swift-threading. Apache-2.0: see LICENSE.

// A reference to the thread's object.

import Threading

final class Tally { var count = 0 }

func read(_ local: ThreadLocal<Tally>) -> Int {
    // error: type 'Tally' does not conform to the 'Sendable' protocol
    local.value.count
}
