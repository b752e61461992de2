// Part of swift-threading. Apache-2.0: see LICENSE.

// Threads made by a closure, each of which changes the same variable.

import Threading

func run() -> Int {
    let threads = (0..<4).map { number in NativeThread.spawn { number } }
    return threads.reduce(0) { $0 + $1.join() }
}
