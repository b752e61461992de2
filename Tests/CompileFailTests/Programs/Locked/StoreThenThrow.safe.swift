// Part of swift-threading. Apache-2.0: see LICENSE.

// On the way out by an error.

import Threading

final class Tally { var count = 0 }
struct Failure: Error {}

func read(_ tally: Locked<Tally>) throws {
    try tally.withLock {
        $0.count += 1
        throw Failure()
    }
}
