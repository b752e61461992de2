// Part of swift-threading. Apache-2.0: see LICENSE.

// An error can carry the object out. Swift says so where the error is declared, as a warning.

import Threading

final class Tally { var count = 0 }
struct Failure: Error {
    // warning: stored property 'tally' of 'Sendable'-conforming struct 'Failure' has non-Sendable type 'Tally'
    let tally: Tally
}

func read(_ tally: Locked<Tally>) throws {
    try tally.withLock { throw Failure(tally: $0) }
}
