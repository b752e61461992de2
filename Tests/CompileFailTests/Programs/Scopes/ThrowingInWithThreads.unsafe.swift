// Part of swift-threading. Apache-2.0: see LICENSE.

// Where threads may fail, somebody must be told.

import Threading

func load() throws {}

func run() {
    withThreads { scope in
        // error: invalid conversion from throwing function
        scope.spawn { try load() }
    }
}
