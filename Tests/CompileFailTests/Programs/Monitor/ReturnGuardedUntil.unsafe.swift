// Part of swift-threading. Apache-2.0: see LICENSE.

// The same by the call that waits until an instant.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Monitor<Tally>, _ end: ContinuousClock.Instant) -> Tally? {
    // error: type 'Tally' does not conform to the 'Sendable' protocol
    tally.withLock(when: { $0.count > 0 }, until: end) { $0 }
}
