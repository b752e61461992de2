// Part of swift-threading. Apache-2.0: see LICENSE.

// Assigned from outside, and used there.

import Threading

final class Tally { var count = 0 }

func replace(_ guarded: Locked<Tally>) {
    guarded.withLock { $0 = Tally() }
}
