// Part of swift-threading. Apache-2.0: see LICENSE.

// Moved in, and used outside by a weak reference.

import Threading

final class Tally { var count = 0 }
final class Reference { weak var tally: Locked<Tally>? }

func make(_ reference: Reference) -> Locked<Tally> {
    let guarded = Locked(Tally())
    reference.tally = guarded
    return guarded
}
