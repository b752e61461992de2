// Part of swift-threading. Apache-2.0: see LICENSE.

// A task may go on when the scope is over.

import Threading

func run() {
    withThreads { scope in
        let token = scope.stopToken
        Task { print(token.isStopRequested) }
    }
}
