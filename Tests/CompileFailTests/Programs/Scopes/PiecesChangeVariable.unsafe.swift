// Part of swift-threading. Apache-2.0: see LICENSE.

// Every thread runs the same body, so it changes its piece and nothing else.

import Threading

func run(_ numbers: inout [Int]) -> Int {
    var sum = 0
    withThreads(over: &numbers) { piece, _ in
        // error: mutation of captured var 'sum' in concurrently-executing code
        for index in piece.indices { sum += piece[index] }
    }
    return sum
}
