// Part of swift-threading. Apache-2.0: see LICENSE.

// An iterator that somebody else still uses.

import Threading

final class Tally { var count = 0 }

struct Tallies: IteratorProtocol {
    let tally: Tally
    func next() -> Int? {
        tally.count += 1
        return tally.count
    }
}

func share() {
    let tally = Tally()
    // error: sending value of non-Sendable type 'Tallies' risks causing data races
    let numbers = SerializedIterator(Tallies(tally: tally))
    NativeThread.spawn { numbers.next() }
    tally.count += 1
}
