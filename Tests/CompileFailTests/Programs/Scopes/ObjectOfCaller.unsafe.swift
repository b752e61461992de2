// Part of swift-threading. Apache-2.0: see LICENSE.

// An object of the caller, who still has it.

import Threading

final class Tally { var count = 0 }

func run(_ tally: Tally) {
    withThreads { scope in
        // error: passing closure as a 'sending' parameter risks causing data races
        scope.spawn { tally.count += 1 }
    }
}
