// Part of swift-threading. Apache-2.0: see LICENSE.

// Assigned from what a closure returns, which is used outside.

import Threading

final class Tally { var count = 0 }

func replace(_ guarded: Locked<Tally>) {
    let make = { @Sendable in Tally() }
    guarded.withLock { $0 = make() }
}
