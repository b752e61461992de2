// Part of swift-threading. Apache-2.0: see LICENSE.

// A lazy view reads its elements later, without the lock.

import Threading

final class Tally { var count = 0 }

func read(_ tallies: Locked<[Tally]>) {
    let counts = tallies.withLock { $0.map { $0.count } }
    print(counts.reduce(0, +))
}
