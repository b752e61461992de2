// Part of swift-threading. Apache-2.0: see LICENSE.

// The action of a timer may take long.

import Threading

func run(_ timeout: Timeout) async {
    // error: instance method 'cancelAndWait' is unavailable from asynchronous contexts; blocks the thread
    timeout.cancelAndWait()
}
