// Part of swift-threading. Apache-2.0: see LICENSE.

// What was taken out is the taker's, and one thread's only.

import Threading
import ThreadingQueues

final class Tally { var count = 0 }

func drain(_ queue: BlockingQueue<Tally>) throws(QueueError) {
    let tally = try queue.get()
    // error: sending value of non-Sendable type '() -> ()' risks causing data races
    NativeThread.spawn { tally.count += 1 }
    tally.count += 1
}
