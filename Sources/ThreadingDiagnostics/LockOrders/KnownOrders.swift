// Part of swift-threading. Apache-2.0: see LICENSE.

/// One lock, and another that is taken while the first is held.
struct LockPair: Hashable, Sendable {
    let held: UInt
    let taken: UInt
}

/// The pairs that one thread need not look up in the graph, which all threads share, any more.
struct KnownOrders {
    private var pairs: Set<LockPair> = []
    private var generation: UInt64 = 0

    /// Whether the pair is known; of another generation, nothing is.
    mutating func contains(_ pair: LockPair, generation: UInt64) -> Bool {
        if self.generation != generation {
            self.generation = generation
            pairs = []
        }
        return pairs.contains(pair)
    }

    mutating func insert(_ pair: LockPair) { pairs.insert(pair) }
}
