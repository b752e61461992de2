// Part of swift-threading. Apache-2.0: see LICENSE.

// Made a part of the guarded object, and used outside.

import Threading

final class Tally { var count = 0 }
final class Report { var tally = Tally() }

func replace(_ report: Locked<Report>) {
    let tally = Tally()
    // error: 'inout sending' parameter '$0' cannot be task-isolated at end of function
    report.withLock { $0.tally = tally }
    tally.count += 1
}
