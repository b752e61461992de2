// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

@testable import ThreadingFutures

/// The deque of fork-join, word by word: each entry goes to exactly one thread.
///
/// The explorer is sequentially consistent. It shows that the steps are right in every order of them; that the fences and
/// orderings keep processors to such an order is argued in `WorkDeque`, and tried by `WorkDequeStressTests`.
@Suite struct WorkDequeExplorations {
    private typealias Deque = WorkDeque<ExploredDequeWord>

    private static func steal(_ deque: Deque) -> [Int] {
        if case .stolen(let value) = deque.steal() { [value] } else { [] }
    }

    /// Runs the owner beside thieves that try once each; all entries that anybody got, and what is left in the end.
    private func exhaust(
        capacity: Int,
        thieves: Int,
        preemptions: Int? = nil,
        isFenced: Bool = false,
        _ owner: @escaping @Sendable (inout DequeOwner) -> (got: [Int], expected: [Int])
    ) throws {
        let report = try explore(
            .exhaustive,
            preemptions: preemptions,
            schedules: 200_000,
            timeLimit: .seconds(900)
        ) {
            let deque = Deque(capacity: capacity)
            defer { deque.destroy() }
            let handles = (0..<thieves).map { _ in NativeThread.spawn { Self.steal(deque) } }
            var me = DequeOwner(of: deque, isFenced: isFenced)
            let (got, expected) = owner(&me)
            let all = got + me.popAll() + handles.flatMap { $0.join() }
            expect(all.sorted() == expected.sorted(), "pushed \(expected), and taken were \(all)")
            expect(!deque.looksFilled, "empty, and looks filled")
        }
        #expect(report.isExhausted, "\(report)")
    }

    /// Ask 39: the last entry goes to the owner or to the thief.
    @Test(arguments: [false, true]) func pop_ofTheLastEntry_besideOneThief(isFenced: Bool) throws {
        try exhaust(capacity: 4, thieves: 1, isFenced: isFenced) { me in
            expect(me.push(1), "no room")
            return (me.pop(), [1])
        }
    }

    /// Ask 39: as above, with two thieves.
    @Test func pop_ofTheLastEntry_besideTwoThieves() throws {
        try exhaust(capacity: 4, thieves: 2, preemptions: 3) { me in
            expect(me.push(1), "no room")
            return (me.pop(), [1])
        }
    }

    /// Ask 39: the outer of two forks, for which bottom is written below top if both were stolen.
    @Test(arguments: [false, true]) func pop_ofTwoEntries_besideOneThief(isFenced: Bool) throws {
        try exhaust(capacity: 4, thieves: 1, isFenced: isFenced) { me in
            expect(me.push(1) && me.push(2), "no room")
            return (me.pop() + me.pop(), [1, 2])
        }
    }

    /// Ask 39: two thieves and two entries, so that the owner takes one for which a thief has just seen top.
    @Test func pop_ofTwoEntries_besideTwoThieves() throws {
        try exhaust(capacity: 4, thieves: 2, preemptions: 2) { me in
            expect(me.push(1) && me.push(2), "no room")
            return (me.pop() + me.pop(), [1, 2])
        }
    }

    /// Ask 39: who waits for what was stolen forks in its turn, above it.
    @Test func push_whereTheLastWasStolen_besideTwoThieves() throws {
        try exhaust(capacity: 4, thieves: 2, preemptions: 2) { me in
            expect(me.push(1) && me.push(2), "no room")
            var got = me.pop()
            expect(me.push(3), "no room")
            got += me.pop()
            return (got + me.pop(), [1, 2, 3])
        }
    }

    /// Ask 39: after the outermost of two that were stolen, bottom is where top is, and not behind it.
    @Test func push_whereAllWereStolen_besideTwoThieves() throws {
        try exhaust(capacity: 4, thieves: 2, preemptions: 2) { me in
            expect(me.push(1) && me.push(2), "no room")
            var got = me.pop()
            got += me.pop()
            expect(me.push(3), "no room")
            return (got + me.pop(), [1, 2, 3])
        }
    }

    /// Ask 39: what was popped is pushed again in its place, while a thief still looks at the old one.
    @Test func push_intoTheSamePlace_besideOneThief() throws {
        try exhaust(capacity: 2, thieves: 1) { me in
            expect(me.push(1), "no room")
            var got = me.pop()
            expect(me.push(2), "no room")
            got += me.pop()
            return (got, [1, 2])
        }
    }

    /// Ask 39: the ring comes round to an entry that a thief is about to take; a full deque takes no more.
    @Test func push_roundTheRing_besideOneThief() throws {
        try exhaust(capacity: 2, thieves: 1, preemptions: 3) { me in
            expect(me.push(1) && me.push(2), "no room")
            return ([], me.push(3) ? [1, 2, 3] : [1, 2])
        }
    }

    /// Ask 39: alone, it is a stack for its owner and a queue for thieves.
    @Test func deque_byOneThread_isAStackAndAQueue() throws {
        try exhaust(capacity: 2, thieves: 0) { me in
            expect(me.deque.steal() == .empty, "something in an empty deque")
            for round in 0..<3 {
                expect(me.push(10 * round) && me.push(10 * round + 1), "no room")
                expect(!me.push(9), "room in a full deque")
                expect(me.deque.steal() == .stolen(10 * round), "not the oldest")
                expect(me.pop() == [10 * round + 1], "not the youngest")
                expect(me.pop() == [], "too many")
            }
            return ([], [])
        }
    }
}
