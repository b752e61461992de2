// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by a variable outside, when it is ready.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Monitor<Tally>) {
    let kept = tally.withLock(when: { $0.count > 0 }) { $0.count }
    print(kept + 1)
}
