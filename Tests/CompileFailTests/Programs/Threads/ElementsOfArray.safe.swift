// Part of swift-threading. Apache-2.0: see LICENSE.

// The objects of an array may be the same one, so they cannot go to a thread each.

import Threading

final class Tally { var count = 0 }

func run() {
    let tallies = [Locked(Tally()), Locked(Tally())]
    for tally in tallies {
        NativeThread.spawn { tally.withLock { $0.count += 1 } }
    }
}
