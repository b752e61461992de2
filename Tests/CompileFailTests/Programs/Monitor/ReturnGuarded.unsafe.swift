// Part of swift-threading. Apache-2.0: see LICENSE.

// The guarded object as the result would be used without the lock.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Monitor<Tally>) -> Tally {
    // error: type 'Tally' does not conform to the 'Sendable' protocol
    tally.withLock { $0 }
}
