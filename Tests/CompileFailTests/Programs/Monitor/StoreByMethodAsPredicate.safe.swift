// Part of swift-threading. Apache-2.0: see LICENSE.

// A method as the predicate may keep its argument.

import Threading

final class Tally { var count = 0 }

final class Holder: Sendable {
    func look(_ tally: Tally) -> Bool { tally.count > 0 }
}

func read(_ tally: Monitor<Tally>, _ holder: Holder) {
    tally.wait(where: holder.look)
}
