// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by an object outside.

import Threading

final class Tally { var count = 0 }
final class Holder { var tally: Tally? }

func read(_ tally: Locked<Tally>) {
    let holder = Holder()
    // error: capture of 'holder' with non-Sendable type 'Holder' in a '@Sendable' closure
    tally.withLock { holder.tally = $0 }
    holder.tally?.count += 1
}
