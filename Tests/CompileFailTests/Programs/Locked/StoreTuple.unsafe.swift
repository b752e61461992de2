// Part of swift-threading. Apache-2.0: see LICENSE.

// A tuple with an object in it.

import Threading

final class Tally { var count = 0 }

func read(_ pair: Locked<(tally: Tally, name: String)>) {
    var kept: Tally?
    // error: capture of 'kept' with non-Sendable type 'Tally?' in a '@Sendable' closure
    // error: mutation of captured var 'kept' in concurrently-executing code
    pair.withLock { kept = $0.tally }
    kept?.count += 1
}
