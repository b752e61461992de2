// Part of swift-threading. Apache-2.0: see LICENSE.

// Moved in, and used outside by a weak reference.

import Threading

final class Tally { var count = 0 }
final class Reference { weak var tally: Tally? }

func make(_ reference: Reference) -> Locked<Tally> {
    let tally = Tally()
    reference.tally = tally
    // error: sending 'tally' risks causing data races
    return Locked(tally)
}
