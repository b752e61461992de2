// Part of swift-threading. Apache-2.0: see LICENSE.

// Threads made by a closure, each of which changes the same variable.

import Threading

func run() -> [JoinHandle<Void, Never>] {
    var sum = 0
    // error: passing closure as a 'sending' parameter risks causing data races between code in the current task
    return (0..<4).map { number in NativeThread.spawn { sum += number } }
}
