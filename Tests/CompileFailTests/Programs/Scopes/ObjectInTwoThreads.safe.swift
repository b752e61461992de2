// Part of swift-threading. Apache-2.0: see LICENSE.

// An object that is not safe to share, in two threads of a scope.

import Threading

final class Tally { var count = 0 }

func run() {
    withThreads { scope in
        for _ in 0..<2 {
            let tally = Tally()
            scope.spawn { tally.count += 1 }
        }
    }
}
