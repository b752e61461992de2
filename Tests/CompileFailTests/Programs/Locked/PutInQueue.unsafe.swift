// Part of swift-threading. Apache-2.0: see LICENSE.

// To whoever takes from a queue, from inside. What is exchanged for it is free to go.

import Threading
import ThreadingQueues

final class Tally { var count = 0 }

func put(_ tally: Locked<Tally>, in queue: BlockingQueue<Tally>) throws(QueueError) {
    // error: sending 'tally' risks causing data races
    try tally.withLock { tally throws(QueueError) in try queue.put(tally) }
}
