// Part of swift-threading. Apache-2.0: see LICENSE.

// A method as the body carries its object along.

import Threading

final class Tally: Sendable {
    private let count = Locked(0)
    func add() { count.withLock { $0 += 1 } }
}

func run() {
    let tally = Tally()
    NativeThread.spawn(tally.add)
    tally.add()
}
