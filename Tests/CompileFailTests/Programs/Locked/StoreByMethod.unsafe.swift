// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by a method that keeps its argument.

import Threading

final class Tally { var count = 0 }
final class Holder {
    private var tally: Tally?
    func keep(_ tally: Tally) { self.tally = tally }
}

func read(_ tally: Locked<Tally>, _ holder: Holder) {
    // error: 'inout sending' parameter '$0' cannot be task-isolated at end of function
    tally.withLock { holder.keep($0) }
}
