// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by a variable of the caller.

import Threading

final class Tally { var count = 0 }

func read(_ local: ThreadLocal<Tally>) -> Int? {
    var count: Int?
    count = local.withValue { $0.count }
    return count
}
