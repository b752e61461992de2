// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by a closure that keeps its argument.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Monitor<Tally>) {
    var kept: Tally?
    let keep: (Tally) -> Void = { kept = $0 }
    // error: capture of 'keep' with non-Sendable type '(Tally) -> Void' in a '@Sendable' closure
    tally.withLock { keep($0) }
    kept?.count += 1
}
