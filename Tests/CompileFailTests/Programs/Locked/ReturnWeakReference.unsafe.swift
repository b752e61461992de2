// Part of swift-threading. Apache-2.0: see LICENSE.

// A struct with a weak reference to the object.

import Threading

final class Tally { var count = 0 }
struct Reference { weak var tally: Tally? }

func read(_ tally: Locked<Tally>) {
    // error: type 'Reference' does not conform to the 'Sendable' protocol
    let reference = tally.withLock { Reference(tally: $0) }
    reference.tally?.count += 1
}
