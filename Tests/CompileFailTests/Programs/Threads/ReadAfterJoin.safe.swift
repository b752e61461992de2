// Part of swift-threading. Apache-2.0: see LICENSE.

// Safe by the join, which the compiler does not see: the result is what join returns.

import Threading

func run() -> Int {
    let thread = NativeThread.spawn {
        var sum = 0
        for number in 0..<10 { sum += number }
        return sum
    }
    return thread.join()
}
