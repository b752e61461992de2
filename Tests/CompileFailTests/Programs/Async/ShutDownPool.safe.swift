// Part of swift-threading. Apache-2.0: see LICENSE.

// Shutting down waits for the workers.

import Threading
import ThreadingFutures

func run(_ pool: ThreadPool) async {
    NativeThread.spawn { pool.shutdown() }
}
