// Part of swift-threading. Apache-2.0: see LICENSE.

// A tuple takes its parts along.

import ThreadingQueues

final class Tally { var count = 0 }

func fill(_ queue: BlockingQueue<(Tally, Int)>) throws(QueueError) {
    let tally = Tally()
    // error: sending value of non-Sendable type '(Tally, Int)' risks causing data races
    try queue.put((tally, 1))
    tally.count += 1
}
