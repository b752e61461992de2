// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by a variable of the caller.

import Threading

final class Tally { var count = 0 }

func steal(from local: ThreadLocal<Tally>) -> Tally? {
    var stolen: Tally?
    // error: capture of 'stolen' with non-Sendable type 'Tally?' in a '@Sendable' closure
    // error: mutation of captured var 'stolen' in concurrently-executing code
    local.withValue { stolen = $0 }
    return stolen
}
