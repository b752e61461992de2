// Part of swift-threading. Apache-2.0: see LICENSE.

// The objects of an array may be the same one, and the array still has them.

import ThreadingQueues

struct Tally { var count = 0 }

func fill(_ queue: BlockingQueue<Tally>, with tallies: [Tally]) throws(QueueError) {
    for tally in tallies {
        try queue.put(tally)
    }
}
