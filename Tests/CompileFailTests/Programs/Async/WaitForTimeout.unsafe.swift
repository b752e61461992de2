// Part of swift-threading. Apache-2.0: see LICENSE.

// A timer whose action needs the thread that waits for it.

import Threading

func run(_ timeout: Timeout) async {
    // error: instance method 'wait' is unavailable from asynchronous contexts; blocks the thread
    timeout.wait()
}
