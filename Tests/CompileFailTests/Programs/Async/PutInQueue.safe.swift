// Part of swift-threading. Apache-2.0: see LICENSE.

// Room that a task must make may never come.

import ThreadingQueues

func run(_ queue: BlockingQueue<Int>) async throws -> Bool {
    try queue.putIfAvailable(1)
}
