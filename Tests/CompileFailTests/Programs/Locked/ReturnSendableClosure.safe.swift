// Part of swift-threading. Apache-2.0: see LICENSE.

// A closure that may be shared cannot capture the object in the first place.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>) {
    let add: @Sendable () -> Void = { tally.withLock { $0.count += 1 } }
    add()
}
