// Part of swift-threading. Apache-2.0: see LICENSE.

// What was taken out is the taker's, and one thread's only.

import Threading
import ThreadingQueues

final class Tally { var count = 0 }

func drain(_ queue: BlockingQueue<Tally>) throws(QueueError) {
    let tally = try queue.get()
    tally.count += 1
    NativeThread.spawn { tally.count += 1 }
}
