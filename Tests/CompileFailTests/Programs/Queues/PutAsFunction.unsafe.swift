// Part of swift-threading. Apache-2.0: see LICENSE.

// Kept as a function that takes any object, put would lose what it asks.

import ThreadingQueues

final class Tally { var count = 0 }

func fill(_ queue: BlockingQueue<Tally>) throws {
    // error: converting a value of type '@Sendable (consuming sending Tally) throws(QueueError) -> ()' to type '(Tally)
    let put: (Tally) throws -> Void = queue.put
    try put(Tally())
}
