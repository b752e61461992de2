// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by the caller's variable.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>, into kept: inout [Tally]) {
    // error: capture of 'kept' with non-Sendable type '[Tally]' in a '@Sendable' closure
    // error: mutable capture of 'inout' parameter 'kept' is not allowed in concurrently-executing code
    tally.withLock { kept.append($0) }
}
