// Part of swift-threading. Apache-2.0: see LICENSE.

// A shutdown with a deadline waits for the workers, too.

import Threading
import ThreadingFutures

func run(_ pool: ThreadPool) async {
    let rest = await NativeThread.spawn { pool.shutdown(for: .seconds(1)) }.value
    print(rest.isComplete)
}
