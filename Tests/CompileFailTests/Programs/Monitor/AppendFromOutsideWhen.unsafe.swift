// Part of swift-threading. Apache-2.0: see LICENSE.

// Added to a guarded array when there is room, and used outside.

import Threading

final class Tally { var count = 0 }

func add(to tallies: Monitor<[Tally]>) {
    let tally = Tally()
    // error: capture of 'tally' with non-Sendable type 'Tally' in a '@Sendable' closure
    tallies.withLock(when: { $0.isEmpty }) { $0.append(tally) }
    tally.count += 1
}
