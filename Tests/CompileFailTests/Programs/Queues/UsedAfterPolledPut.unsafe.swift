// Part of swift-threading. Apache-2.0: see LICENSE.

// The same by the polling call: whether there was room is known only when it is too late.

import ThreadingQueues

final class Tally { var count = 0 }

func fill(_ queue: BlockingQueue<Tally>) throws(QueueError) {
    let tally = Tally()
    // error: sending 'tally' risks causing data races
    _ = try queue.putIfAvailable(tally)
    tally.count += 1
}
