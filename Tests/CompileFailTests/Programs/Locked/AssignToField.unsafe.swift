// Part of swift-threading. Apache-2.0: see LICENSE.

// Made a part of the guarded object, and used outside.

import Threading

final class Tally { var count = 0 }
final class Report { var tally = Tally() }

func replace(_ report: Locked<Report>) {
    let tally = Tally()
    // error: capture of 'tally' with non-Sendable type 'Tally' in a '@Sendable' closure
    report.withLock { $0.tally = tally }
    tally.count += 1
}
