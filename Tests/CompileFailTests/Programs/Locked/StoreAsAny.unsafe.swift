// Part of swift-threading. Apache-2.0: see LICENSE.

// The same with its type forgotten.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>) {
    var kept: Any?
    // error: capture of 'kept' with non-Sendable type 'Any?' in a '@Sendable' closure
    // error: mutation of captured var 'kept' in concurrently-executing code
    tally.withLock { kept = $0 }
    print(kept as Any)
}
