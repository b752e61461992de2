// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by a variable outside.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>) {
    var kept: Tally?
    // error: 'inout sending' parameter '$0' cannot be task-isolated at end of function
    tally.withLock { kept = $0 }
    kept?.count += 1
}
