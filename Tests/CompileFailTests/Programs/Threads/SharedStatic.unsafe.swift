// Part of swift-threading. Apache-2.0: see LICENSE.

// A static variable is a global one.

import Threading

enum Statistics {
    // error: static property 'requests' is not concurrency-safe because it is nonisolated global shared mutable
    static var requests = 0
}

func run() {
    NativeThread.spawn { Statistics.requests += 1 }
}
