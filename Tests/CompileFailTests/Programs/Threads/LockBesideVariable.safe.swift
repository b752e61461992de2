// Part of swift-threading. Apache-2.0: see LICENSE.

// The article's lock beside the data: the compiler cannot know which lock guards what, so the data stays refused.

import Threading

func hash(_ data: [UInt8]) -> [UInt8] { data.reversed() }

func run() {
    let data = Locked(Array("Hello".utf8))
    for _ in 0..<10 {
        NativeThread.spawn { data.withLock { $0 = hash($0) } }
    }
}
