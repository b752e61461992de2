// Part of swift-threading. Apache-2.0: see LICENSE.

// Added to a guarded array, and used outside.

import Threading

final class Tally { var count = 0 }

func add(to tallies: Locked<[Tally]>) {
    let tally = Tally()
    // error: 'inout sending' parameter '$0' cannot be task-isolated at end of function
    tallies.withLock { $0.append(tally) }
    tally.count += 1
}
