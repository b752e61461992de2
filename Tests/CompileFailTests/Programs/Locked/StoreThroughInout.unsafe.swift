// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by the caller's variable.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>, into kept: inout [Tally]) {
    // error: 'inout sending' parameter '$0' cannot be task-isolated at end of function
    tally.withLock { kept.append($0) }
}
