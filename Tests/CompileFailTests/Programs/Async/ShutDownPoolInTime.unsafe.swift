// Part of swift-threading. Apache-2.0: see LICENSE.

// A shutdown with a deadline waits for the workers, too.

import ThreadingFutures

func run(_ pool: ThreadPool) async {
    // error: instance method 'shutdown' is unavailable from asynchronous contexts; blocks the thread
    _ = pool.shutdown(for: .seconds(1))
}
