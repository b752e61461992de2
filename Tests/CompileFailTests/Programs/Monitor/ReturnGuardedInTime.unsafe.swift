// Part of swift-threading. Apache-2.0: see LICENSE.

// The same by the call that waits for a time.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Monitor<Tally>) -> Tally? {
    // error: type 'Tally' does not conform to the 'Sendable' protocol
    tally.withLock(when: { $0.count > 0 }, for: .seconds(1)) { $0 }
}
