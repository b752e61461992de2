// Part of swift-threading. Apache-2.0: see LICENSE.

// A closure that changes what it captures, run by a thread and here.

import Threading

func run() {
    var counter = 0
    let add = { counter += 1 }
    // error: sending 'add' risks causing data races
    NativeThread.spawn(add)
    add()
}
