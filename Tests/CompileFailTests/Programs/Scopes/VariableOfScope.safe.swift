// Part of swift-threading. Apache-2.0: see LICENSE.

// A variable of the body that two threads change.

import Threading

func run() -> Int {
    withThreads { scope in
        let one = scope.spawn { 1 }
        let two = scope.spawn { 1 }
        return one.join() + two.join()
    }
}
