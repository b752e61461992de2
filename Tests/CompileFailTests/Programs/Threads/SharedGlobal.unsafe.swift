// Part of swift-threading. Apache-2.0: see LICENSE.

// The article's global number, changed by every thread. Unchanged it can be shared as it is.

import Threading

// error: var 'number' is not concurrency-safe because it is nonisolated global shared mutable state
var number = 42

func run() {
    NativeThread.spawn { number += 1 }
}
