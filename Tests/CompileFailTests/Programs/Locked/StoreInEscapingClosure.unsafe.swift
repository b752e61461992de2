// Part of swift-threading. Apache-2.0: see LICENSE.

// A closure that outlives the lock and captured the object.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>) {
    var later: (() -> Void)?
    tally.withLock { tally in
        let captured = tally
        // error: capture of 'later' with non-Sendable type '(() -> Void)?' in a '@Sendable' closure
        // error: mutation of captured var 'later' in concurrently-executing code
        later = { captured.count += 1 }
    }
    later?()
}
