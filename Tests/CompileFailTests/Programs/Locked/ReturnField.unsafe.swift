// Part of swift-threading. Apache-2.0: see LICENSE.

// A part of the guarded object is as guarded as the whole.

import Threading

final class Tally { var count = 0 }
final class Report { var tally = Tally() }

func read(_ report: Locked<Report>) -> Tally {
    // error: type 'Tally' does not conform to the 'Sendable' protocol
    report.withLock { $0.tally }
}
