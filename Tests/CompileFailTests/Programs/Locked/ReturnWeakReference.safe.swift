// Part of swift-threading. Apache-2.0: see LICENSE.

// A struct with a weak reference to the object.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>) {
    weak let reference = tally
    reference?.withLock { $0.count += 1 }
}
