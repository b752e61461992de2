// Part of swift-threading. Apache-2.0: see LICENSE.

// Work that a task must do may never be done.

import ThreadingQueues

func run(_ queue: BlockingQueue<Int>) async {
    // error: instance method 'join' is unavailable from asynchronous contexts; blocks the thread
    queue.join()
}
