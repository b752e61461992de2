// Part of swift-threading. Apache-2.0: see LICENSE.

// A closure that is returned would take the scope along.

import Threading

func run() {
    let end = withThreads { scope in
        let handle = scope.spawn { 1 }
        return { handle.join() }
    }
    print(end())
}
