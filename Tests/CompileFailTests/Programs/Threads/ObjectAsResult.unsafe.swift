// Part of swift-threading. Apache-2.0: see LICENSE.

// Many may join a thread, so its result must be one that many may hold.

import Threading

final class Tally { var count = 0 }

func run() {
    // error: type 'Tally' does not conform to the 'Sendable' protocol
    NativeThread.spawn { Tally() }
}
