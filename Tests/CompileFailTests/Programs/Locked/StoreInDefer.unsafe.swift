// Part of swift-threading. Apache-2.0: see LICENSE.

// At the very end, after all else.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>) {
    var kept: Tally?
    tally.withLock { tally in
        defer { kept = tally }
        tally.count += 1
        // error: 'inout sending' parameter 'tally' cannot be task-isolated at end of function
    }
    kept?.count += 1
}
