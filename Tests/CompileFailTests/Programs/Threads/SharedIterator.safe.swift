// Part of swift-threading. Apache-2.0: see LICENSE.

// Two threads that take from one iterator.

import Threading

func run() {
    let numbers = Locked([1, 2, 3].makeIterator())
    NativeThread.spawn { while let number = numbers.withLock({ $0.next() }) { print(number) } }
    while let number = numbers.withLock({ $0.next() }) { print(number) }
}
