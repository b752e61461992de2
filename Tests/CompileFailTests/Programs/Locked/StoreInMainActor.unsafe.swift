// Part of swift-threading. Apache-2.0: see LICENSE.

// Into the main actor's state.

import Threading

final class Tally { var count = 0 }

@MainActor var kept: Tally?
@MainActor
func read(_ tally: Locked<Tally>) {
    // error: 'inout sending' parameter '$0' cannot be main actor-isolated at end of function
    tally.withLock { kept = $0 }
}
