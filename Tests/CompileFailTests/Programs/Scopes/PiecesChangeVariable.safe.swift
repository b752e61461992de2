// Part of swift-threading. Apache-2.0: see LICENSE.

// Every thread runs the same body, so it changes its piece and nothing else.

import Threading

func run(_ numbers: inout [Int]) -> Int {
    withThreads(over: &numbers) { piece, _ in
        piece.indices.reduce(0) { $0 + piece[$1] }
    }.reduce(0, +)
}
