// Part of swift-threading. Apache-2.0: see LICENSE.

// An object that is not safe to share, in two threads of a scope.

import Threading

final class Tally { var count = 0 }

func run() {
    withThreads { scope in
        let tally = Tally()
        // error: sending value of non-Sendable type '() -> ()' risks causing data races
        scope.spawn { tally.count += 1 }
        scope.spawn { tally.count += 1 }
    }
}
