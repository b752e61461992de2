// Part of swift-threading. Apache-2.0: see LICENSE.

// A method as the predicate may keep its argument.

import Threading

final class Tally { var count = 0 }

final class Holder {
    private var tally: Tally?
    func keep(_ tally: Tally) -> Bool {
        self.tally = tally
        return true
    }
}

func read(_ tally: Monitor<Tally>, _ holder: Holder) {
    // error: converting non-Sendable function value to '@Sendable (Tally) -> Bool' may introduce data races
    tally.wait(where: holder.keep)
}
