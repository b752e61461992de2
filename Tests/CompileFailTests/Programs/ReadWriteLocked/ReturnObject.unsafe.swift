// Part of swift-threading. Apache-2.0: see LICENSE.

// A result that is not `Sendable`.

import Threading

final class Tally { var count = 0 }

func copy(_ count: ReadWriteLocked<Int>) -> Int {
    // error: type 'Tally' does not conform to the 'Sendable' protocol
    let tally = count.withReadLock { _ in Tally() }
    return tally.count
}
