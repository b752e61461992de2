// Part of swift-threading. Apache-2.0: see LICENSE.

// A closure that outlives the lock and captured the object.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>) {
    let later: (() -> Void)? = { tally.withLock { $0.count += 1 } }
    later?()
}
