// Part of swift-threading. Apache-2.0: see LICENSE.

// A scope blocks its thread until the others have ended; a task must not.

import Threading

func run() async {
    // error: unavailable from asynchronous contexts
    withThreads { scope in scope.spawn {} }
}
