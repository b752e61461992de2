// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by a variable outside, when it is ready.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Monitor<Tally>) {
    var kept: Tally?
    // error: capture of 'kept' with non-Sendable type 'Tally?' in a '@Sendable' closure
    // error: mutation of captured var 'kept' in concurrently-executing code
    tally.withLock(when: { $0.count > 0 }) { kept = $0 }
    kept?.count += 1
}
