// Part of swift-threading. Apache-2.0: see LICENSE.

// One writer and one reader are a race as much as two writers. A copy in the capture list is the thread's own.

import Threading

func run() {
    var counter = 0
    NativeThread.spawn { [counter] in print(counter) }
    counter += 1
    print(counter)
}
