// Part of swift-threading. Apache-2.0: see LICENSE.

// The caller's object, which he may still use. `sending` in the signature says that he does not.

import Threading

final class Tally { var count = 0 }

func make(_ tally: Tally) -> Locked<Tally> {
    // error: sending 'tally' risks causing data races
    Locked(tally)
}
