// Part of swift-threading. Apache-2.0: see LICENSE.

// A tuple that is given an object which is used outside.

import Threading

final class Tally { var count = 0 }

func replace(_ pair: Locked<(tally: Tally, name: String)>) {
    let tally = Tally()
    // error: capture of 'tally' with non-Sendable type 'Tally' in a '@Sendable' closure
    pair.withLock { $0.tally = tally }
    tally.count += 1
}
