// Part of swift-threading. Apache-2.0: see LICENSE.

// The thread's object as the result could go to another thread.

import Threading

final class Tally { var count = 0 }

func read(_ local: ThreadLocal<Tally>) -> Tally {
    // error: type 'Tally' does not conform to the 'Sendable' protocol
    local.withValue { $0 }
}
