// Part of swift-threading. Apache-2.0: see LICENSE.

// Into the main actor's state.

import Threading

final class Tally { var count = 0 }

@MainActor var kept = 0
@MainActor
func read(_ tally: Locked<Tally>) {
    kept = tally.withLock { $0.count }
}
