// Part of swift-threading. Apache-2.0: see LICENSE.

// A thread that uses the object whose method started it.

import Threading

final class Tally: Sendable {
    private let count = Locked(0)
    func start() { NativeThread.spawn { self.count.withLock { $0 += 1 } } }
}
