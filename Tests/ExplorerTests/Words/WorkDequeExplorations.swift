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
        _ owner: @escaping @Sendable (WorkDeque<ExploredDequeWord>) -> (got: [Int], expected: [Int])
    ) throws {
        let report = try explore(
            .exhaustive,
            preemptions: preemptions,
            schedules: 200_000,
            timeLimit: .seconds(900)
        ) {
            let deque = Deque(capacity: capacity)
            let handles = (0..<thieves).map { _ in NativeThread.spawn { Self.steal(deque) } }
            let (got, expected) = owner(deque)
            var all = got + handles.flatMap { $0.join() }
            while let rest = deque.pop() { all.append(rest) }
            expect(all.sorted() == expected.sorted(), "pushed \(expected), and taken were \(all)")
            expect(!deque.looksFilled, "empty, and looks filled")
        }
        #expect(report.isExhausted, "\(report)")
    }

    /// Ask 39: the last entry goes to the owner or to the thief.
    @Test func pop_ofTheLastEntry_besideOneThief() throws {
        try exhaust(capacity: 4, thieves: 1) { deque in
            expect(deque.push(1), "no room")
            return (deque.pop().map { [$0] } ?? [], [1])
        }
    }

    /// Ask 39: as above, with two thieves.
    @Test func pop_ofTheLastEntry_besideTwoThieves() throws {
        try exhaust(capacity: 4, thieves: 2, preemptions: 3) { deque in
            expect(deque.push(1), "no room")
            return (deque.pop().map { [$0] } ?? [], [1])
        }
    }

    /// Ask 39: two thieves and two entries, so that the owner takes one for which a thief has just seen top.
    @Test func pop_ofTwoEntries_besideTwoThieves() throws {
        try exhaust(capacity: 4, thieves: 2, preemptions: 2) { deque in
            expect(deque.push(1) && deque.push(2), "no room")
            return ([deque.pop(), deque.pop()].compactMap { $0 }, [1, 2])
        }
    }

    /// Ask 39: what was popped is pushed again in its place, while a thief still looks at the old one.
    @Test func push_intoTheSamePlace_besideOneThief() throws {
        try exhaust(capacity: 2, thieves: 1) { deque in
            expect(deque.push(1), "no room")
            var got = deque.pop().map { [$0] } ?? []
            expect(deque.push(2), "no room")
            got += deque.pop().map { [$0] } ?? []
            return (got, [1, 2])
        }
    }

    /// Ask 39: the ring comes round to an entry that a thief is about to take; a full deque takes no more.
    @Test func push_roundTheRing_besideOneThief() throws {
        try exhaust(capacity: 2, thieves: 1, preemptions: 3) { deque in
            expect(deque.push(1) && deque.push(2), "no room")
            return ([], deque.push(3) ? [1, 2, 3] : [1, 2])
        }
    }

    /// Ask 39: alone, it is a stack for its owner and a queue for thieves.
    @Test func deque_byOneThread_isAStackAndAQueue() throws {
        try exhaust(capacity: 2, thieves: 0) { deque in
            expect(deque.pop() == nil && deque.steal() == .empty, "something in an empty deque")
            for round in 0..<3 {
                expect(deque.push(10 * round) && deque.push(10 * round + 1), "no room")
                expect(!deque.push(9), "room in a full deque")
                expect(deque.steal() == .stolen(10 * round), "not the oldest")
                expect(deque.pop() == 10 * round + 1, "not the youngest")
                expect(deque.pop() == nil, "too many")
            }
            return ([], [])
        }
    }
}
