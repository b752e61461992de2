// Part of swift-threading. Apache-2.0: see LICENSE.

// Two threads that write different places of one array write one array.

import Threading

func run() {
    var squares = [0, 0]
    // error: sending value of non-Sendable type '() -> ()' risks causing data races
    NativeThread.spawn { squares[0] = 0 }
    NativeThread.spawn { squares[1] = 1 }
}
