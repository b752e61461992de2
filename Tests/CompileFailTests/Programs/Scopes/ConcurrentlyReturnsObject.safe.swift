// Part of swift-threading. Apache-2.0: see LICENSE.

// An object that both bodies return could be one that they share.

import Threading

final class Tally {
    var count: Int
    init(_ count: Int = 0) { self.count = count }
}

func run() {
    let (one, two) = concurrently({ 1 }, { 2 })
    print(Tally(one), Tally(two))
}
