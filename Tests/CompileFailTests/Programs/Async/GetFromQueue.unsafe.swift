// Part of swift-threading. Apache-2.0: see LICENSE.

// An element that a task must put may never come.

import ThreadingQueues

func run(_ queue: BlockingQueue<Int>) async throws {
    // error: instance method 'get' is unavailable from asynchronous contexts; blocks the thread
    print(try queue.get())
}
