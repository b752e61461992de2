// Part of swift-threading. Apache-2.0: see LICENSE.

// The same closure, started twice.

import Threading

func run() {
    var counter = 0
    let add = { counter += 1 }
    // error: sending 'add' risks causing data races
    NativeThread.spawn(add)
    NativeThread.spawn(add)
}
