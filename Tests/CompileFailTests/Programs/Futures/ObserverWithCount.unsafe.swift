// Part of swift-threading. Apache-2.0: see LICENSE.

// Every thread of a pool tells the observers, so they must be such that many may use them.

import ThreadingFutures

final class Counting: ThreadPoolObserver {
    // error: stored property 'runs' of 'Sendable'-conforming class 'Counting' is mutable
    var runs = 0

    func taskWillRun(in pool: String, waited: Duration) { runs += 1 }
}
