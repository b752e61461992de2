// Part of swift-threading. Apache-2.0: see LICENSE.

// A thread that starts others gets the scope as its argument; what it captured might be over.

import Threading

func run() {
    // error: lifetime-dependent variable 'scope' escapes its scope
    withThreads { scope in
        scope.spawn { scope.spawn {} }
    }
}
