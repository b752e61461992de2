// Part of swift-threading. Apache-2.0: see LICENSE.

// A piece is all that a thread sees of the elements: the rest is being changed.

import Threading

func run(_ numbers: inout [Int]) {
    let before = numbers
    withThreads(over: &numbers) { piece, start in
        piece[0] = before[start]
    }
}
