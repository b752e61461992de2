// Part of swift-threading. Apache-2.0: see LICENSE.

// A queue of work: what the work changes is used outside.

import Threading
import ThreadingQueues

func fill(_ queue: BlockingQueue<() -> Void>) throws(QueueError) {
    let counter = Locked(0)
    try queue.put({ counter.withLock { $0 += 1 } })
    print(counter.withLock { $0 })
}
