// Part of swift-threading. Apache-2.0: see LICENSE.

// The main actor's object under a lock that others take.

import Threading

final class Tally { var count = 0 }

@MainActor let own = Tally()
@MainActor
func share(_ guarded: Locked<Tally>) {
    // error: main actor-isolated let 'own' can not be referenced from a nonisolated context
    guarded.withLock { $0 = own }
}
