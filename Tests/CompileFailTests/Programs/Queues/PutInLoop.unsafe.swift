// Part of swift-threading. Apache-2.0: see LICENSE.

// Many takers of one object.

import ThreadingQueues

final class Tally { var count = 0 }

func fill(_ queue: BlockingQueue<Tally>) throws(QueueError) {
    let tally = Tally()
    for _ in 0..<2 {
        // error: sending 'tally' risks causing data races
        try queue.put(tally)
    }
}
