// Part of swift-threading. Apache-2.0: see LICENSE.

// A mutating method only borrows its value: no thread may keep it.

import Threading

struct Tally {
    private var count = 0
    mutating func add() { count += NativeThread.spawn { 1 }.join() }
}
