// Part of swift-threading. Apache-2.0: see LICENSE.

// A thread outside the scope may go on when the scope is over.

import Threading

func run() {
    withThreads { scope in
        scope.spawn { scope in scope.spawn {} }
    }
}
