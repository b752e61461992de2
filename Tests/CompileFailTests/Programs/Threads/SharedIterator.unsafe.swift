// Part of swift-threading. Apache-2.0: see LICENSE.

// Two threads that take from one iterator.

import Threading

func run() {
    var numbers = [1, 2, 3].makeIterator()
    // error: sending value of non-Sendable type '() -> ()' risks causing data races
    NativeThread.spawn { while let number = numbers.next() { print(number) } }
    while let number = numbers.next() { print(number) }
}
