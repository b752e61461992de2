// Part of swift-threading. Apache-2.0: see LICENSE.

// A body whose parameter is a plain inout may keep it.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Monitor<Tally>) {
    let body: @Sendable (inout sending Tally) -> Void = { $0.count += 1 }
    tally.withLock(body)
}
