// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by a variable outside, one of many.

import Threading

final class Tally { var count = 0 }

func read(_ tallies: Locked<[Tally]>) {
    var kept: Tally?
    // error: capture of 'kept' with non-Sendable type 'Tally?' in a '@Sendable' closure
    // error: mutation of captured var 'kept' in concurrently-executing code
    tallies.withLock { for tally in $0 { kept = tally } }
    kept?.count += 1
}
