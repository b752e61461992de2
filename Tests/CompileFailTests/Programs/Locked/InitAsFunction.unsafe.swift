// Part of swift-threading. Apache-2.0: see LICENSE.

// Kept as a function that takes any object, the initialiser would lose what it asks.

import Threading

final class Tally { var count = 0 }

func make(_ tallies: [Tally]) -> [Locked<Tally>] {
    // error: converting a value of type '@Sendable (sending Tally) -> Locked<Tally>' to type '(Tally) ->
    tallies.map(Locked.init)
}
