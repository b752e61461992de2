// Part of swift-threading. Apache-2.0: see LICENSE.

// A closure that outlives the lock and captured the object.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>) {
    var later: (() -> Void)?
    tally.withLock { tally in
        let captured = tally
        later = { captured.count += 1 }
        // error: 'inout sending' parameter 'tally' cannot be task-isolated at end of function
    }
    later?()
}
