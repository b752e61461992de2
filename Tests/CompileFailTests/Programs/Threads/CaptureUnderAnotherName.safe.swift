// Part of swift-threading. Apache-2.0: see LICENSE.

// A capture list copies the reference, not the object.

import Threading

struct Tally { var count = 0 }

func run() {
    var tally = Tally()
    NativeThread.spawn { [copy = tally] in print(copy.count) }
    tally.count += 1
}
