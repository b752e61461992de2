// Part of swift-threading. Apache-2.0: see LICENSE.

// Many may join a thread, so its result must be one that many may hold.

import Threading

struct Tally { var count = 0 }

func run() -> Tally {
    let thread = NativeThread.spawn { Tally() }
    return thread.join()
}
