// Part of swift-threading. Apache-2.0: see LICENSE.

// Assigned from outside, and used there.

import Threading

final class Tally { var count = 0 }

func replace(_ guarded: Locked<Tally>) {
    let tally = Tally()
    // error: 'inout sending' parameter '$0' cannot be task-isolated at end of function
    guarded.withLock { $0 = tally }
    tally.count += 1
}
