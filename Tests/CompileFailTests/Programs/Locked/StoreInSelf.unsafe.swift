// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by the object that owns the lock.

import Threading

final class Tally { var count = 0 }

final class Owner {
    private let tally = Locked(Tally())
    private var kept: Tally?
    // error: capture of 'self' with non-Sendable type 'Owner' in a '@Sendable' closure
    func keep() { tally.withLock { self.kept = $0 } }
}
