// Part of swift-threading. Apache-2.0: see LICENSE.

// On the way out by an error.

import Threading

final class Tally { var count = 0 }
struct Failure: Error {}

func read(_ tally: Locked<Tally>) throws {
    var kept: Tally?
    defer { kept?.count += 1 }
    try tally.withLock {
        // error: capture of 'kept' with non-Sendable type 'Tally?' in a '@Sendable' closure
        // error: mutation of captured var 'kept' in concurrently-executing code
        kept = $0
        throw Failure()
    }
}
