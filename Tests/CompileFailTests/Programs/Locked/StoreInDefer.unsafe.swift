// Part of swift-threading. Apache-2.0: see LICENSE.

// At the very end, after all else.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>) {
    var kept: Tally?
    tally.withLock { tally in
        // error: capture of 'kept' with non-Sendable type 'Tally?' in a '@Sendable' closure
        // error: capture of 'kept' with non-Sendable type 'Tally?' in an isolated local function
        // error: mutation of captured var 'kept' in concurrently-executing code
        defer { kept = tally }
        tally.count += 1
    }
    kept?.count += 1
}
