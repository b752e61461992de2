// Part of swift-threading. Apache-2.0: see LICENSE.

// An object that many threads would read at once, though it was not made for that.

import Threading

final class Tally { var count = 0 }

func keep(_ tally: Locked<Tally>) {}
