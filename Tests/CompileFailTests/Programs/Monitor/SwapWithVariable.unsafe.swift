// Part of swift-threading. Apache-2.0: see LICENSE.

// Swapped with a variable outside: each side would hold what the other may use.

import Threading

final class Tally { var count = 0 }

func replace(_ guarded: Monitor<Tally>) {
    var tally = Tally()
    // error: capture of 'tally' with non-Sendable type 'Tally' in a '@Sendable' closure
    // error: mutation of captured var 'tally' in concurrently-executing code
    guarded.withLock { swap(&$0, &tally) }
    tally.count += 1
}
