// Part of swift-threading. Apache-2.0: see LICENSE.

// Into an actor's own state.

import Threading

final class Tally { var count = 0 }

actor Owner {
    private var kept: Tally?
    // error: actor-isolated property 'kept' can not be mutated from a Sendable closure
    func keep(_ tally: Locked<Tally>) { tally.withLock { self.kept = $0 } }
}
