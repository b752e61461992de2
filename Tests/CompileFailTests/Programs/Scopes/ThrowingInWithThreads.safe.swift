// Part of swift-threading. Apache-2.0: see LICENSE.

// Where threads may fail, somebody must be told.

import Threading

func load() throws {}

func run() throws(ThreadFailures) {
    try withThrowingThreads { scope in
        scope.spawn { try load() }
    }
}
