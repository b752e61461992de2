// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading

@testable import ThreadingDiagnostics

/// The graph of orders, without any lock.
@Suite struct LockOrderGraphTests {
    private func edge(_ held: UInt, _ taken: UInt) -> LockOrderGraph.Edge {
        LockOrderGraph.Edge(
            pair: LockPair(held: held, taken: taken),
            thread: ThreadIdentity(id: UInt64(held), name: "t", nativeID: nil),
            stack: CallStack(addresses: [])
        )
    }

    /// The pairs of the way back; in a function, since the macro copies what it looks at.
    private func add(_ held: UInt, _ taken: UInt, to graph: inout LockOrderGraph) -> [[UInt]]? {
        graph.add(edge(held, taken))?.map { [$0.pair.held, $0.pair.taken] }
    }

    /// 4.1.31: an order is fine until another goes against it.
    @Test func add_ofTheOtherOrder_givesTheWayBack() {
        var graph = LockOrderGraph()
        let first = add(1, 2, to: &graph)
        #expect(first == nil)
        #expect(graph.contains(LockPair(held: 1, taken: 2)) && !graph.contains(LockPair(held: 2, taken: 1)))
        let second = add(2, 1, to: &graph)
        #expect(second == [[1, 2]])
    }

    /// 4.1.31: longer ways are found, the shortest of them.
    @Test func add_ofALongWay_givesTheShortestBack() {
        var graph = LockOrderGraph()
        let ways = [(1, 2), (2, 3), (3, 4), (4, 5), (2, 5), (1, 6)].map { add($0.0, $0.1, to: &graph) }
        #expect(ways.allSatisfy { $0 == nil })
        let back = add(5, 1, to: &graph)
        #expect(back == [[1, 2], [2, 5]])
    }

    /// 4.1.31: what was told is not taken for an order, or everything after it would be one more violation.
    @Test func add_afterAViolation_doesNotLeadOverIt() {
        var graph = LockOrderGraph()
        let first = add(1, 2, to: &graph)
        let violation = add(2, 1, to: &graph)
        #expect(first == nil && violation != nil)
        #expect(graph.contains(LockPair(held: 2, taken: 1)))
        // Over the violation there would be a way from 2 by 1 to 3: none has been seen.
        let onward = add(1, 3, to: &graph)
        let back = add(3, 2, to: &graph)
        #expect(onward == nil && back == nil)
    }

    /// 4.1.31: a lock that is taken under itself.
    @Test func add_ofALockUnderItself_isAViolationWithoutAWay() {
        var graph = LockOrderGraph()
        let way = add(1, 1, to: &graph)
        #expect(way == [])
    }

    /// 4.1.31: what is known of a lock goes with it, in both directions.
    @Test func remove_ofALock_leavesNothingOfIt() {
        var graph = LockOrderGraph()
        _ = add(1, 2, to: &graph)
        _ = add(2, 3, to: &graph)
        let wasKnown = graph.remove(2)
        #expect(wasKnown)
        #expect(!graph.contains(LockPair(held: 1, taken: 2)) && !graph.contains(LockPair(held: 2, taken: 3)))
        let ways = [add(2, 1, to: &graph), add(3, 2, to: &graph)]
        #expect(ways.allSatisfy { $0 == nil })
        let removals = [graph.remove(3), graph.remove(3)]
        #expect(removals == [true, false])
    }

    /// 4.1.31: what a thread remembers counts until a lock goes.
    @Test func knownOrders_ofAnotherGeneration_areForgotten() {
        var known = KnownOrders()
        let pair = LockPair(held: 1, taken: 2)
        var answers = [known.contains(pair, generation: 1)]
        known.insert(pair)
        for generation in [1, 2, 1] as [UInt64] { answers.append(known.contains(pair, generation: generation)) }
        #expect(answers == [false, true, false, false])
    }
}
