// Part of swift-threading. Apache-2.0: see LICENSE.

// A lazy view reads its elements later, without the lock.

import Threading

final class Tally { var count = 0 }

func read(_ tallies: Locked<[Tally]>) {
    // error: type 'Tally' does not conform to the 'Sendable' protocol
    let counts: LazySequence<[Tally]> = tallies.withLock { $0.lazy }
    print(counts.count)
}
