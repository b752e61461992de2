// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by an object outside.

import Threading

final class Tally { var count = 0 }
final class Holder { var tally: Tally? }

func read(_ tally: Locked<Tally>) {
    let holder = Holder()
    // error: 'inout sending' parameter '$0' cannot be task-isolated at end of function
    tally.withLock { holder.tally = $0 }
    holder.tally?.count += 1
}
