// Part of swift-threading. Apache-2.0: see LICENSE.

// An object that the caller may still use. `sending` in the signature says that he does not.

import Threading

final class Tally { var count = 0 }

func start(_ tally: Tally) {
    // error: passing closure as a 'sending' parameter risks causing data races between code in the current task
    NativeThread.spawn { tally.count += 1 }
}
