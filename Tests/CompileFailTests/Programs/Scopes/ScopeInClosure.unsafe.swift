// Part of swift-threading. Apache-2.0: see LICENSE.

// A closure that is returned would take the scope along.

import Threading

func run() {
    // error: lifetime-dependent variable 'scope' escapes its scope
    let start = withThreads { scope in
        { scope.spawn { 1 }.join() }
    }
    print(start())
}
