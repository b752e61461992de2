// Part of swift-threading. Apache-2.0: see LICENSE.

// What a loop takes out is the loop's, until it is handed on.

import Threading
import ThreadingQueues

final class Tally { var count = 0 }

func drain(_ queue: BlockingQueue<Tally>) {
    for tally in queue {
        // error: sending value of non-Sendable type '() -> ()' risks causing data races
        NativeThread.spawn { tally.count += 1 }
        tally.count += 1
    }
}
