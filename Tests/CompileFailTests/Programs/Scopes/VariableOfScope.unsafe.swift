// Part of swift-threading. Apache-2.0: see LICENSE.

// A variable of the body that two threads change.

import Threading

func run() {
    withThreads { scope in
        var count = 0
        // error: sending value of non-Sendable type '() -> ()' risks causing data races
        scope.spawn { count += 1 }
        scope.spawn { count += 1 }
    }
}
