// Part of swift-threading. Apache-2.0: see LICENSE.

// A scope that is kept would start threads that nobody waits for.

import Threading

func run() {
    // error: lifetime-dependent variable 'kept' escapes its scope
    var kept: ThreadScope<Never>?
    withThreads { scope in kept = scope }
    kept?.spawn {}
}
