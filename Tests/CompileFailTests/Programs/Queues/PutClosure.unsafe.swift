// Part of swift-threading. Apache-2.0: see LICENSE.

// A queue of work: what the work changes is used outside.

import ThreadingQueues

func fill(_ queue: BlockingQueue<() -> Void>) throws(QueueError) {
    var counter = 0
    // error: sending value of non-Sendable type '() -> ()' risks causing data races
    try queue.put({ counter += 1 })
    print(counter)
}
