// Part of swift-threading. Apache-2.0: see LICENSE.

// The caller's closure may keep its argument.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>, _ use: @Sendable (Tally) -> Void) {
    tally.withLock { use($0) }
}
