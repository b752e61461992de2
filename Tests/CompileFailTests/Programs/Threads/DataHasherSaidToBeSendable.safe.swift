// Part of swift-threading. Apache-2.0: see LICENSE.

// Saying that a class can be shared does not make it so: its variables are looked at.

import Threading

final class DataHasher: Sendable {
    private let data = Locked(Array("Hello".utf8))
    func hash() { data.withLock { $0.reverse() } }
}
