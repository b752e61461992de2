// Part of swift-threading. Apache-2.0: see LICENSE.

// A static variable is a global one.

import Threading

enum Statistics {
    static let requests = Locked(0)
}

func run() {
    NativeThread.spawn { Statistics.requests.withLock { $0 += 1 } }
}
