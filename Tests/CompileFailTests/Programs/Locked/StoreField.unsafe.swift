// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by a variable outside, a part of it.

import Threading

final class Tally { var count = 0 }
final class Report { var tally = Tally() }

func read(_ report: Locked<Report>) {
    var kept: Tally?
    // error: capture of 'kept' with non-Sendable type 'Tally?' in a '@Sendable' closure
    // error: mutation of captured var 'kept' in concurrently-executing code
    report.withLock { kept = $0.tally }
    kept?.count += 1
}
