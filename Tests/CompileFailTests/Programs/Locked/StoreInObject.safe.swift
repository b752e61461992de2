// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by an object outside.

import Threading

final class Tally { var count = 0 }
final class Holder { var count = 0 }

func read(_ tally: Locked<Tally>) {
    let holder = Holder()
    holder.count = tally.withLock { $0.count }
}
