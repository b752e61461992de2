// Part of swift-threading. Apache-2.0: see LICENSE.

// A method as the body may keep its argument.

import Threading

final class Tally { var count = 0 }
final class Holder {
    private var tally: Tally?
    func keep(_ tally: inout Tally) { self.tally = tally }
}

func read(_ tally: Locked<Tally>, _ holder: Holder) {
    // error: type 'Tally' does not conform to the 'Sendable' protocol
    tally.withLock(holder.keep)
}
