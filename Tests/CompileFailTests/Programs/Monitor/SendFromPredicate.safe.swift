// Part of swift-threading. Apache-2.0: see LICENSE.

// To another thread from where it is only looked at.

import Threading

final class Tally { var count = 0 }

func wait(_ tally: Monitor<Tally>) {
    tally.wait { tally in
        let count = tally.count
        _ = NativeThread.spawn { print(count) }
        return true
    }
}
