// Part of swift-threading. Apache-2.0: see LICENSE.

// The same object may be in two pieces.

import Threading

final class Tally { var count = 0 }

func run(_ counts: inout [Int]) {
    withThreads(over: &counts) { piece, _ in piece[0] += 1 }
}
