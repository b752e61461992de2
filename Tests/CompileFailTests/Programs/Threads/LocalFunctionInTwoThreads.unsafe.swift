// Part of swift-threading. Apache-2.0: see LICENSE.

// A local function captures as a closure does.

import Threading

func run() {
    var counter = 0
    func add() { counter += 1 }
    // error: sending value of non-Sendable type '() -> ()' risks causing data races
    NativeThread.spawn { add() }
    NativeThread.spawn { add() }
}
