// Part of swift-threading. Apache-2.0: see LICENSE.

// Two bodies at once that use an object that is not safe to share.

import Threading

final class Tally { var count = 0 }

func run(_ tally: Tally) {
    // error: capture of 'tally' with non-Sendable type 'Tally' in a '@Sendable' closure
    concurrently({ tally.count += 1 }, {})
}
