// Part of swift-threading. Apache-2.0: see LICENSE.

// Nor does forgetting its type help.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>) -> Any {
    // error: type 'Any' does not conform to the 'Sendable' protocol
    tally.withLock { $0 as Any }
}
