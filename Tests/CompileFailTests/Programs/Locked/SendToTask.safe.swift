// Part of swift-threading. Apache-2.0: see LICENSE.

// To a task from inside.

import Threading

final class Tally { var count = 0 }

func start(_ tally: Locked<Tally>) {
    Task { tally.withLock { $0.count += 1 } }
}
