// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by a closure that keeps its argument.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Monitor<Tally>) {
    let keep: @Sendable (Tally) -> Void = { $0.count += 1 }
    tally.withLock { keep($0) }
}
