// Part of swift-threading. Apache-2.0: see LICENSE.

// A scope is over when its body returns; what may leave is a handle.

import Threading

func run() {
    // error: requires that 'ThreadScope<Never>' conform to 'Escapable'
    let scope: ThreadScope<Never> = withThreads { scope in scope }
    scope.spawn {}
}
