// Part of swift-threading. Apache-2.0: see LICENSE.

// The same object may be in two pieces.

import Threading

final class Tally { var count = 0 }

func run(_ tallies: inout [Tally]) {
    // error: type 'Tally' does not conform to the 'Sendable' protocol
    withThreads(over: &tallies) { piece, _ in piece[0].count += 1 }
}
