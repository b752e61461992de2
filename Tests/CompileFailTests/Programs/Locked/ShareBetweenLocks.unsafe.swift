// Part of swift-threading. Apache-2.0: see LICENSE.

// One object under two locks.

import Threading

final class Tally { var count = 0 }

func copy(_ source: Locked<Tally>, to target: Locked<Tally>) {
    // error: 'inout sending' parameter 'second' cannot be task-isolated at end of function
    source.withLock { first in target.withLock { second in second = first } }
}
