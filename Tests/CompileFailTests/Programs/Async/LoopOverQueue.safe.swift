// Part of swift-threading. Apache-2.0: see LICENSE.

// A loop over a queue waits for each element.

import Threading
import ThreadingQueues

func run(_ queue: BlockingQueue<Int>) async {
    let thread = NativeThread.spawn { queue.reduce(0, +) }
    print(await thread.value)
}
