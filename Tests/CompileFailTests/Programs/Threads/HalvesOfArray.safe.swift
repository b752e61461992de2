// Part of swift-threading. Apache-2.0: see LICENSE.

// Two threads that write different places of one array write one array.

import Threading

func run() -> [Int] {
    let first = NativeThread.spawn { 0 }
    let second = NativeThread.spawn { 1 }
    return [first.join(), second.join()]
}
