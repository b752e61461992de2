// Part of swift-threading. Apache-2.0: see LICENSE.

// Out by a method that keeps its argument.

import Threading

final class Tally { var count = 0 }
final class Holder {
    private var count = 0
    func keep(_ count: Int) { self.count = count }
}

func read(_ tally: Locked<Tally>, _ holder: Holder) {
    holder.keep(tally.withLock { $0.count })
}
