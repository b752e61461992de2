// Part of swift-threading. Apache-2.0: see LICENSE.

// Room that a task must make may never come.

import ThreadingQueues

func run(_ queue: BlockingQueue<Int>) async throws {
    // error: instance method 'put' is unavailable from asynchronous contexts; blocks the thread
    try queue.put(1)
}
