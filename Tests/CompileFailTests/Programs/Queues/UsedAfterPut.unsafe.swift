// Part of swift-threading. Apache-2.0: see LICENSE.

// What is in a queue belongs to whoever takes it out.

import ThreadingQueues

final class Tally { var count = 0 }

func fill(_ queue: BlockingQueue<Tally>) throws(QueueError) {
    let tally = Tally()
    // error: sending 'tally' risks causing data races
    try queue.put(tally)
    tally.count += 1
}
