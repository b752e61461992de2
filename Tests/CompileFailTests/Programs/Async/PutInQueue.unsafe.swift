// Part of swift-threading. Apache-2.0: see LICENSE.

// What a thread would be blocked for suspends a task, which the reader is to see.

import ThreadingQueues

func run(_ queue: BlockingQueue<Int>) async throws {
    // error: expression is 'async' but is not marked with 'await'
    try queue.put(1)
}
