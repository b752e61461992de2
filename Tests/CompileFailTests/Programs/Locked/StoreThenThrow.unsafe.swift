// Part of swift-threading. Apache-2.0: see LICENSE.

// On the way out by an error.

import Threading

final class Tally { var count = 0 }
struct Failure: Error {}

func read(_ tally: Locked<Tally>) throws {
    var kept: Tally?
    defer { kept?.count += 1 }
    try tally.withLock {
        kept = $0
        // error: 'inout sending' parameter '$0' cannot be task-isolated at end of function
        throw Failure()
    }
}
