// Part of swift-threading. Apache-2.0: see LICENSE.

// The same by the timed call.

import ThreadingQueues

final class Tally { var count = 0 }

func fill(_ queue: BlockingQueue<Tally>) throws(QueueError) -> Bool {
    try queue.put(Tally(), for: .seconds(1))
}
