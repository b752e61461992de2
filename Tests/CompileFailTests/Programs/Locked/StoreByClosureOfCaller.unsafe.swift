// Part of swift-threading. Apache-2.0: see LICENSE.

// The caller's closure may keep its argument.

import Threading

final class Tally { var count = 0 }

func read(_ tally: Locked<Tally>, _ use: (Tally) -> Void) {
    // error: capture of 'use' with non-Sendable type '(Tally) -> Void' in a '@Sendable' closure
    tally.withLock { use($0) }
}
