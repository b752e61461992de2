// Part of swift-threading. Apache-2.0: see LICENSE.

// To another thread from inside.

import Threading

final class Tally { var count = 0 }

func start(_ tally: Monitor<Tally>) {
    let count = tally.withLock(when: { $0.count > 0 }) { $0.count }
    _ = NativeThread.spawn { print(count) }
}
