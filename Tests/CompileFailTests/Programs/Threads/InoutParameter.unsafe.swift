// Part of swift-threading. Apache-2.0: see LICENSE.

// What came in as inout belongs to the caller.

import Threading

func start(_ counter: inout Int) {
    // error: escaping closure captures 'inout' parameter 'counter'
    NativeThread.spawn { counter += 1 }
}
