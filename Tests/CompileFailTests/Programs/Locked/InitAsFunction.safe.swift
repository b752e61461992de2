// Part of swift-threading. Apache-2.0: see LICENSE.

// Kept as a function that takes any object, the initialiser would lose what it asks.

import Threading

final class Tally { var count = 0 }

func make(_ counts: Int) -> [Locked<Tally>] {
    (0..<counts).map { _ in Locked(Tally()) }
}
