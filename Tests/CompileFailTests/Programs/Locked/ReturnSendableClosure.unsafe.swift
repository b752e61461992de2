// Part of swift-threading. Apache-2.0: see LICENSE.

// A closure that may be shared cannot capture the object in the first place.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>) {
    // error: capture of 'tally' with non-Sendable type 'Tally' in a '@Sendable' closure
    let add: @Sendable () -> Void = tally.withLock { tally in { [tally] in tally.count += 1 } }
    add()
}
