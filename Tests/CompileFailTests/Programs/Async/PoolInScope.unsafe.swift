// Part of swift-threading. Apache-2.0: see LICENSE.

// The end of the scope waits for the workers.

import ThreadingFutures

func run() async {
    // error: global function 'withThreadPool' is unavailable from asynchronous contexts; blocks the thread
    withThreadPool(threads: 2) { pool in _ = pool.submit {} }
}
