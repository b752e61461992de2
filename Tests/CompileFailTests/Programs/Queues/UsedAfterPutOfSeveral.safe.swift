// Part of swift-threading. Apache-2.0: see LICENSE.

import ThreadingQueues

final class Tally { var count = 0 }

func fill(_ queue: BlockingQueue<Tally>) throws(QueueError) {
    let tallies = [Tally(), Tally()]
    let left = try queue.putIfAvailable(contentsOf: tallies)
    left.first?.count += left.count
}
