// Part of swift-threading. Apache-2.0: see LICENSE.

// An error can carry the object out. Swift says so where the error is declared, as a warning.

import Threading

final class Tally { var count = 0 }
struct Failure: Error {
    let count: Int
}

func read(_ tally: Locked<Tally>) throws {
    try tally.withLock { throw Failure(count: $0.count) }
}
