// Part of swift-threading. Apache-2.0: see LICENSE.

// What was put with others is the consumers', and what is given back is what was not put.

import ThreadingQueues

final class Tally { var count = 0 }

func fill(_ queue: BlockingQueue<Tally>) throws(QueueError) {
    let tallies = [Tally(), Tally()]
    // error: sending 'tallies' risks causing data races
    let left = try queue.putIfAvailable(contentsOf: tallies)
    tallies[0].count += left.count
}
