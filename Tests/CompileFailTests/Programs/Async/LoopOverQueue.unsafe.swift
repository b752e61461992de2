// Part of swift-threading. Apache-2.0: see LICENSE.

// A loop over a queue waits for each element.

import ThreadingQueues

func run(_ queue: BlockingQueue<Int>) async {
    // error: instance method 'makeIterator' is unavailable from asynchronous contexts; blocks the thread
    // error: instance method 'next' is unavailable from asynchronous contexts; blocks the thread
    for number in queue { print(number) }
}
