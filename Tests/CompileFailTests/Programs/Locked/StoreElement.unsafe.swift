// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by a variable outside, one of many.

import Threading

final class Tally { var count = 0 }

func read(_ tallies: Locked<[Tally]>) {
    var kept: Tally?
    // error: 'inout sending' parameter '$0' cannot be task-isolated at end of function
    tallies.withLock { for tally in $0 { kept = tally } }
    kept?.count += 1
}
