// Part of swift-threading. Apache-2.0: see LICENSE.

// The same with its type forgotten.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>) {
    var kept: Any?
    // error: 'inout sending' parameter '$0' cannot be task-isolated at end of function
    tally.withLock { kept = $0 }
    print(kept as Any)
}
