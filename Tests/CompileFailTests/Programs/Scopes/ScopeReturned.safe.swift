// Part of swift-threading. Apache-2.0: see LICENSE.

// A scope is over when its body returns; what may leave is a handle.

import Threading

func run() -> Int {
    let handle = withThreads { scope in scope.spawn { 1 } }
    return handle.join()
}
