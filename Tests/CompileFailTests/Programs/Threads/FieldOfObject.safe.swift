// Part of swift-threading. Apache-2.0: see LICENSE.

// A field taken out of an object stays tied to it.

import Threading

final class Tally { var count = 0 }
final class Report { let tally = Tally() }

func run() {
    let report = Report()
    let count = report.tally.count
    NativeThread.spawn { print(count) }
    print(report.tally.count)
}
