// Part of swift-threading. Apache-2.0: see LICENSE.

// A variable that its thread changes and whoever started the thread changes too.

import Threading

func run() {
    var counter = 0
    // error: sending value of non-Sendable type '() -> ()' risks causing data races
    let thread = NativeThread.spawn { counter += 1 }
    counter += 1
    thread.join()
}
