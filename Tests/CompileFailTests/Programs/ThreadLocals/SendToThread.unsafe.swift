// Part of swift-threading. Apache-2.0: see LICENSE.

// To another thread from inside.

import Threading

final class Tally { var count = 0 }

func start(_ local: ThreadLocal<Tally>) {
    local.withValue { tally in
        let captured = tally
        // error: sending value of non-Sendable type '() -> ()' risks causing data races
        _ = NativeThread.spawn { captured.count += 1 }
    }
}
