// Part of swift-threading. Apache-2.0: see LICENSE.

// An object that the caller may still use. `sending` in the signature says that he does not.

import Threading

final class Tally { var count = 0 }

func start(_ tally: sending Tally) {
    NativeThread.spawn { tally.count += 1 }
}
