// Part of swift-threading. Apache-2.0: see LICENSE.

// An event that a task must set may never come.

import Threading

func run(_ event: Event) async {
    // error: instance method 'wait' is unavailable from asynchronous contexts; blocks the thread
    event.wait()
}
