// Part of swift-threading. Apache-2.0: see LICENSE.

// Into the main actor's state.

import Threading

final class Tally { var count = 0 }

@MainActor var kept: Tally?
@MainActor
func read(_ tally: Locked<Tally>) {
    // error: main actor-isolated var 'kept' can not be mutated from a nonisolated context
    tally.withLock { kept = $0 }
}
