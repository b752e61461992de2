// Part of swift-threading. Apache-2.0: see LICENSE.

// Safe by the join, which the compiler does not see: the result is what join returns.

import Threading

func run() -> Int {
    var sum = 0
    // error: sending value of non-Sendable type '() -> ()' risks causing data races
    let thread = NativeThread.spawn { for number in 0..<10 { sum += number } }
    thread.join()
    return sum
}
