// Part of swift-threading. Apache-2.0: see LICENSE.

// Every thread of a pool tells the observers, so they must be such that many may use them.

import Threading
import ThreadingFutures

final class Counting: ThreadPoolObserver {
    let runs = Locked(0)

    func taskWillRun(in pool: String, waited: Duration) { runs.withLock { $0 += 1 } }
}
