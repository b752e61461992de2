// Part of swift-threading. Apache-2.0: see LICENSE.

// A piece is all that a thread sees of the elements: the rest is being changed.

import Threading

func run(_ numbers: inout [Int]) {
    withThreads(over: &numbers) { piece, start in
        // error: mutable capture of 'inout' parameter 'numbers' is not allowed
        piece[0] = numbers[start + 1]
    }
}
