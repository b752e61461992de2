// Part of swift-threading. Apache-2.0: see LICENSE.

// The article's class that other threads use: without a lock of its own it is not to be shared.

import Threading

final class DataHasher: Sendable {
    private let data = Locked(Array("Hello".utf8))
    func hash() { data.withLock { $0.reverse() } }
    func get() -> [UInt8] { data.withLock { $0 } }
}

func run() {
    let hasher = DataHasher()
    for _ in 0..<10 {
        NativeThread.spawn { hasher.hash() }
    }
}
