// Part of swift-threading. Apache-2.0: see LICENSE.

// A method of the object, to be called later.

import Threading

final class Tally {
    var count = 0
    func add() { count += 1 }
}

func read(_ tally: Locked<Tally>) {
    tally.withLock { $0.add() }
}
