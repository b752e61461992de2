// Part of swift-threading. Apache-2.0: see LICENSE.

// Shutting down waits for the workers.

import ThreadingFutures

func run(_ pool: ThreadPool) async {
    // error: instance method 'shutdown' is unavailable from asynchronous contexts; blocks the thread
    pool.shutdown()
}
