// Part of swift-threading. Apache-2.0: see LICENSE.

// The same by the timed call.

import ThreadingQueues

final class Tally { var count = 0 }

func fill(_ queue: BlockingQueue<Tally>) throws(QueueError) {
    let tally = Tally()
    // error: sending 'tally' risks causing data races
    _ = try queue.put(tally, for: .seconds(1))
    tally.count += 1
}
