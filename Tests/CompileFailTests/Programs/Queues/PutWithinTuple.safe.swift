// Part of swift-threading. Apache-2.0: see LICENSE.

// A tuple takes its parts along.

import ThreadingQueues

final class Tally { var count = 0 }

func fill(_ queue: BlockingQueue<(Tally, Int)>) throws(QueueError) {
    try queue.put((Tally(), 1))
}
