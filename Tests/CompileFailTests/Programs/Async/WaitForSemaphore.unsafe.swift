// Part of swift-threading. Apache-2.0: see LICENSE.

// A permit that a task must give back may never come.

import Threading

func run(_ semaphore: Semaphore) async {
    // error: instance method 'wait' is unavailable from asynchronous contexts; blocks the thread
    semaphore.wait()
}
