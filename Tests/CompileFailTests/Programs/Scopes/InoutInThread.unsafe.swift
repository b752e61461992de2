// Part of swift-threading. Apache-2.0: see LICENSE.

// The body of a scope's thread may run when `spawn` has returned, so it cannot borrow.

import Threading

func run(_ count: inout Int) {
    withThreads { scope in
        // error: escaping closure captures 'inout' parameter 'count'
        scope.spawn { count += 1 }
    }
}
