// Part of swift-threading. Apache-2.0: see LICENSE.

// A result that a task must give may never come.

import ThreadingFutures

func run(_ future: Future<Int>) async throws {
    // error: instance method 'result' is unavailable from asynchronous contexts; blocks the thread
    print(try future.result())
}
