// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by a variable outside, a part of it.

import Threading

final class Tally { var count = 0 }
final class Report { var tally = Tally() }

func read(_ report: Locked<Report>) {
    let kept = report.withLock { $0.tally.count }
    print(kept)
}
