// Part of swift-threading. Apache-2.0: see LICENSE.

// The article's counter: two threads add to one variable.

import Threading

func count() -> Int {
    var counter = 0
    // error: sending value of non-Sendable type '() -> ()' risks causing data races
    let first = NativeThread.spawn { for _ in 0..<1_000 { counter += 1 } }
    // error: sending value of non-Sendable type '() -> ()' risks causing data races
    let second = NativeThread.spawn { for _ in 0..<1_000 { counter += 1 } }
    first.join()
    second.join()
    return counter
}
