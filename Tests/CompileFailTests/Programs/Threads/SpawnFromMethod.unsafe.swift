// Part of swift-threading. Apache-2.0: see LICENSE.

// A thread that uses the object whose method started it.

import Threading

final class Tally {
    private var count = 0
    // error: passing closure as a 'sending' parameter risks causing data races between code in the current task
    func start() { NativeThread.spawn { self.count += 1 } }
}
