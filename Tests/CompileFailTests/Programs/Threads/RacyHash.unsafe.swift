// Part of swift-threading. Apache-2.0: see LICENSE.

// The article's SHA-512: ten threads each replace the data by its hash.

import Threading

func hash(_ data: [UInt8]) -> [UInt8] { data.reversed() }

func run() {
    var data = Array("Hello".utf8)
    for _ in 0..<10 {
        // error: sending value of non-Sendable type '() -> ()' risks causing data races
        NativeThread.spawn { data = hash(data) }
    }
}
