// Part of swift-threading. Apache-2.0: see LICENSE.

// Assigned from outside, and used there.

import Threading

final class Tally { var count = 0 }

func replace(_ guarded: Locked<Tally>) {
    let tally = Tally()
    // error: capture of 'tally' with non-Sendable type 'Tally' in a '@Sendable' closure
    guarded.withLock { $0 = tally }
    tally.count += 1
}
