// Part of swift-threading. Apache-2.0: see LICENSE.

// A pointer is a reference without a count.

import Threading

func run(_ number: Int) {
    NativeThread.spawn { print(number) }
}
