// Part of swift-threading. Apache-2.0: see LICENSE.

// An element that a task must put may never come.

import ThreadingQueues

func run(_ queue: BlockingQueue<Int>) async throws {
    print(try queue.getIfAvailable() ?? 0)
}
