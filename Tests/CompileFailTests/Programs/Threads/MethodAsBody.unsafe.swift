// Part of swift-threading. Apache-2.0: see LICENSE.

// A method as the body carries its object along.

import Threading

final class Tally {
    var count = 0
    func add() { count += 1 }
}

func run() {
    let tally = Tally()
    // error: sending value of non-Sendable type '() -> ()' risks causing data races
    NativeThread.spawn(tally.add)
    tally.add()
}
