// Part of swift-threading. Apache-2.0: see LICENSE.

// The same variable, handed in twice.

import Threading

func run() {
    var numbers = [3, 1, 2]
    withThreads(over: &numbers, threads: 2) { piece, _ in piece[0] += 1 }
}
