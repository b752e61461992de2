// Part of swift-threading. Apache-2.0: see LICENSE.

// Two takers of one object.

import ThreadingQueues

final class Tally { var count = 0 }

func fill(_ queue: BlockingQueue<Tally>) throws(QueueError) {
    try queue.put(Tally())
    try queue.put(Tally())
}
