// Part of swift-threading. Apache-2.0: see LICENSE.

// Wrapped in something else it is still the object.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>) {
    // error: type 'Tally' does not conform to the 'Sendable' protocol
    let tallies = tally.withLock { [$0] }
    tallies[0].count += 1
}
