// Part of swift-threading. Apache-2.0: see LICENSE.

// One object under two locks.

import Threading

final class Tally { var count = 0 }

func copy(_ source: Locked<Tally>, to target: Locked<Tally>) {
    // error: capture of 'first' with non-Sendable type 'Tally' in a '@Sendable' closure
    // error: mutable capture of 'inout' parameter 'first' is not allowed in concurrently-executing code
    source.withLock { first in target.withLock { second in second = first } }
}
