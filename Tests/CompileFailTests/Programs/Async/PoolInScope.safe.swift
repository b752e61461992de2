// Part of swift-threading. Apache-2.0: see LICENSE.

// The end of the scope waits for the workers.

import Threading
import ThreadingFutures

func run() async {
    await NativeThread.spawn { withThreadPool(threads: 2) { pool in _ = pool.submit {} } }.value
}
