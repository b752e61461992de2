// Part of swift-threading. Apache-2.0: see LICENSE.

// To a task from inside.

import Threading

final class Tally { var count = 0 }

func start(_ tally: Locked<Tally>) {
    tally.withLock { tally in
        let captured = tally
        // error: sending value of non-Sendable type '@concurrent () async -> ()' risks causing data races
        _ = Task { captured.count += 1 }
    }
}
