// Part of swift-threading. Apache-2.0: see LICENSE.

// A variable that its thread changes and whoever started the thread changes too.

import Threading

func run() -> Int {
    var counter = 0
    let thread = NativeThread.spawn { 1 }
    counter += 1
    return counter + thread.join()
}
