// Part of swift-threading. Apache-2.0: see LICENSE.

// The objects of an array may be the same one, and the array still has them.

import ThreadingQueues

final class Tally { var count = 0 }

func fill(_ queue: BlockingQueue<Tally>, with tallies: [Tally]) throws(QueueError) {
    for tally in tallies {
        // error: sending 'tally' risks causing data races
        try queue.put(tally)
    }
}
