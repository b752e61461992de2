// Part of swift-threading. Apache-2.0: see LICENSE.

// A closure that captured the object.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>) {
    // error: type '() -> ()' does not conform to the 'Sendable' protocol
    let add = tally.withLock { tally in { [tally] in tally.count += 1 } }
    add()
}
