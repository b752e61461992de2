// Part of swift-threading. Apache-2.0: see LICENSE.

// The same by the polling call.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Monitor<Tally>) -> Tally? {
    // error: type 'Tally' does not conform to the 'Sendable' protocol
    tally.withLockIfAvailable { $0 }
}
