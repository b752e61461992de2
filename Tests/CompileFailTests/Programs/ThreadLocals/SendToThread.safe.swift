// Part of swift-threading. Apache-2.0: see LICENSE.

// To another thread from inside.

import Threading

final class Tally { var count = 0 }

func start(_ local: ThreadLocal<Tally>) {
    // The other has its own.
    NativeThread.spawn { local.withValue { $0.count += 1 } }
}
