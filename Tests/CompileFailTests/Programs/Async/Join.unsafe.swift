// Part of swift-threading. Apache-2.0: see LICENSE.

// A blocked thread of the cooperative pool may be the one that the others wait for: each waiting call has an async twin.

import Threading

func run() async {
    let thread = NativeThread.spawn { 42 }
    // error: instance method 'join' is unavailable from asynchronous contexts; blocks the thread
    print(thread.join())
}
