// Part of swift-threading. Apache-2.0: see LICENSE.

// Into an actor's own state.

import Threading

final class Tally { var count = 0 }

actor Owner {
    private var kept = 0
    func keep(_ tally: Locked<Tally>) { kept = tally.withLock { $0.count } }
}
