// Part of swift-threading. Apache-2.0: see LICENSE.

// A sleeping thread of the cooperative pool is one that others miss.

import Threading

func run() async {
    // error: static method 'sleep' is unavailable from asynchronous contexts; blocks the thread
    NativeThread.sleep(for: .milliseconds(1))
}
