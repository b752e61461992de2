// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by a method that keeps its argument.

import Threading

final class Tally { var count = 0 }
final class Holder {
    private var tally: Tally?
    func keep(_ tally: Tally) { self.tally = tally }
}

func read(_ tally: Locked<Tally>, _ holder: Holder) {
    // error: capture of 'holder' with non-Sendable type 'Holder' in a '@Sendable' closure
    tally.withLock { holder.keep($0) }
}
