// Part of swift-threading. Apache-2.0: see LICENSE.

// Into an actor's own state.

import Threading

final class Tally { var count = 0 }

actor Owner {
    private var kept: Tally?
    // error: 'inout sending' parameter '$0' cannot be 'self'-isolated at end of function
    func keep(_ tally: Locked<Tally>) { tally.withLock { self.kept = $0 } }
}
