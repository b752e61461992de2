// Part of swift-threading. Apache-2.0: see LICENSE.

// Assigned from what a closure returns, which is used outside.

import Threading

final class Tally { var count = 0 }

func replace(_ guarded: Locked<Tally>) {
    let tally = Tally()
    let make = { tally }
    // error: capture of 'make' with non-Sendable type '() -> Tally' in a '@Sendable' closure
    guarded.withLock { $0 = make() }
    tally.count += 1
}
