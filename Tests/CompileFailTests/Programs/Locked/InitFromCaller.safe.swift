// Part of swift-threading. Apache-2.0: see LICENSE.

// The caller's object, which he may still use. `sending` in the signature says that he does not.

import Threading

final class Tally { var count = 0 }

func make(_ tally: sending Tally) -> Locked<Tally> {
    Locked(tally)
}
