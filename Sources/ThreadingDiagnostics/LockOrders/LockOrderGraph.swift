// Part of swift-threading. Apache-2.0: see LICENSE.

/// Which locks were taken while which were held: a graph without cycles, and the pairs that would have closed one.
struct LockOrderGraph {
    /// A pair, and who was the first to take the locks so.
    struct Edge: Sendable {
        let pair: LockPair
        let thread: ThreadIdentity
        let stack: CallStack

        /// Whether it would close a cycle: it is kept so that it is told once, and no way leads over it.
        var isViolation = false
    }

    private var edges: [UInt: [UInt: Edge]] = [:]

    /// The locks that a lock was taken under: where its edges are to be removed when it goes.
    private var sources: [UInt: Set<UInt>] = [:]

    func contains(_ pair: LockPair) -> Bool { edges[pair.held]?[pair.taken] != nil }

    /// Adds an edge that is not there.
    ///
    /// - Returns: the way back, from the lock that is taken to the one that is held, if there is one: nothing but the
    ///   edge's own violation, where both are the same. `nil` if the order is fine.
    /// - Complexity: O(*n*) in the number of edges. Once for each pair; absl's graph, which keeps its nodes sorted, is
    ///   faster with many thousands, and ten times the code.
    mutating func add(_ edge: Edge) -> [Edge]? {
        var edge = edge
        let way = way(from: edge.pair.taken, to: edge.pair.held)
        edge.isViolation = way != nil
        edges[edge.pair.held, default: [:]][edge.pair.taken] = edge
        sources[edge.pair.taken, default: []].insert(edge.pair.held)
        return way
    }

    /// Forgets a lock; whether it was known.
    mutating func remove(_ lock: UInt) -> Bool {
        let below = edges.removeValue(forKey: lock)
        let above = sources.removeValue(forKey: lock)
        for taken in (below ?? [:]).keys { sources[taken]?.remove(lock) }
        for held in above ?? [] { edges[held]?[lock] = nil }
        return below != nil || above != nil
    }

    /// A way along edges that are no violations, of as few as possible.
    private func way(from start: UInt, to goal: UInt) -> [Edge]? {
        if start == goal { return [] }
        var cameBy: [UInt: Edge] = [:]
        var queue = [start]
        var next = 0
        while next < queue.count {
            let lock = queue[next]
            next += 1
            // Sorted, so that the same program is told the same.
            for edge in (edges[lock] ?? [:]).values.sorted(by: { $0.pair.taken < $1.pair.taken })
            where !edge.isViolation && edge.pair.taken != start && cameBy[edge.pair.taken] == nil {
                cameBy[edge.pair.taken] = edge
                if edge.pair.taken == goal { return Self.way(to: goal, by: cameBy) }
                queue.append(edge.pair.taken)
            }
        }
        return nil
    }

    private static func way(to goal: UInt, by cameBy: [UInt: Edge]) -> [Edge] {
        var way: [Edge] = []
        var lock = goal
        while let edge = cameBy[lock] {
            way.append(edge)
            lock = edge.pair.held
        }
        return way.reversed()
    }
}
