// Part of swift-threading. Apache-2.0: see LICENSE.

// A method as the body may keep its argument.

import Threading

final class Tally { var count = 0 }

func add(_ tally: inout Tally) { tally.count += 1 }

func read(_ tally: Locked<Tally>) {
    tally.withLock(add)
}
