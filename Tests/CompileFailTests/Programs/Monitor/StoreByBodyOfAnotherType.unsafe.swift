// Part of swift-threading. Apache-2.0: see LICENSE.

// A body whose parameter is a plain inout may keep it.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Monitor<Tally>) {
    var kept: Tally?
    let body: (inout Tally) -> Void = { kept = $0 }
    // error: type 'Tally' does not conform to the 'Sendable' protocol
    tally.withLock(body)
    kept?.count += 1
}
