// Part of swift-threading. Apache-2.0: see LICENSE.

// The article's class that other threads use: without a lock of its own it is not to be shared.

import Threading

final class DataHasher {
    private var data = Array("Hello".utf8)
    func hash() { data.reverse() }
}

func run() {
    let hasher = DataHasher()
    for _ in 0..<10 {
        // error: sending value of non-Sendable type '() -> ()' risks causing data races
        NativeThread.spawn { hasher.hash() }
    }
}
