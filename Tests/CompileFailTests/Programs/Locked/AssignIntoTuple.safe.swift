// Part of swift-threading. Apache-2.0: see LICENSE.

// A tuple that is given an object which is used outside.

import Threading

final class Tally { var count = 0 }

func replace(_ pair: Locked<(tally: Tally, name: String)>) {
    pair.withLock { $0.tally = Tally() }
}
