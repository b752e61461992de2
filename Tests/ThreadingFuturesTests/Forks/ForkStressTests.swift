// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

@testable import ThreadingFutures

/// Forks under many thieves.
///
/// They also run under Thread Sanitizer.
@Suite(.serialized) struct ForkStressTests {
    private final class Flag: Sendable {
        let value = Atomic(false)
    }

    /// Ask 39: each entry is taken once, by its owner or a thief, with the kernel's fence where it has one.
    @Test(arguments: [1, 3]) func deque_ofOneOwner_givesEachEntryOnce(thieves: Int) async throws {
        AsymmetricFence.prepare()
        let (sum, count) = try await onThread { Self.takeAll(of: WorkDeque<AtomicDequeWord>(capacity: 8), thieves) }
        #expect(count == Self.entries)
        #expect(sum == Self.entries * (Self.entries + 1) / 2)
    }

    /// Ask 39: the same with full fences on both sides.
    @Test(arguments: [1, 3]) func deque_withFullFences_givesEachEntryOnce(thieves: Int) async throws {
        let (sum, count) = try await onThread { Self.takeAll(of: WorkDeque<FencedDequeWord>(capacity: 8), thieves) }
        #expect(count == Self.entries)
        #expect(sum == Self.entries * (Self.entries + 1) / 2)
    }

    private static let entries = 100_000

    /// Pushes and pops in all manners beside thieves; the sum and the number of all that was taken.
    private static func takeAll<Word: DequeWord & ~Copyable>(of deque: WorkDeque<Word>, _ thieves: Int) -> (Int, Int) {
        defer { deque.destroy() }
        let isOver = Flag()
        let handles = (0..<thieves).map { _ in
            NativeThread.spawn {
                var (sum, count, misses) = (0, 0, 0)
                while true {
                    // Acquiring: what was pushed before the end is seen.
                    let wasOver = isOver.value.load(ordering: .acquiring)
                    if case .stolen(let value) = deque.steal() {
                        sum += value
                        count += 1
                    } else if wasOver, !deque.looksFilled {
                        return (sum, count)
                    } else {
                        misses += 1
                        // Where threads are more than processors, the owner is one that waits for its turn.
                        if misses % 64 == 0 { Spin.yield() }
                    }
                }
            }
        }
        var (sum, count) = (0, 0)
        var pushed: [(index: Int, value: Int)] = []
        func pop() {
            guard let (index, value) = pushed.popLast(), deque.pop(at: index) else { return }
            sum += value
            count += 1
        }
        for value in 1...entries {
            var index = deque.push(value)
            while index == nil {
                pop()
                index = deque.push(value)
            }
            if let index { pushed.append((index, value)) }
            // Mostly the last entry, which is the one that all are after.
            if value % 8 != 0 { pop() }
        }
        while !pushed.isEmpty { pop() }
        isOver.value.store(true, ordering: .releasing)
        for handle in handles {
            let part = handle.join()
            sum += part.0
            count += part.1
        }
        return (sum, count)
    }

    /// Ask 39: plain memory that halves write and their forker reads; the forks are as small as they can be.
    @Test(arguments: [1, 2, 8]) func join_ofManySmallHalves_showsWhatTheyWrote(threads: Int) async throws {
        @Sendable func fill(_ range: Range<Int>, _ pool: ThreadPool) -> [Int] {
            if range.count == 1 { return [range.lowerBound] }
            let middle = range.lowerBound + range.count / 2
            let (one, two) = pool.join(
                { fill(range.lowerBound..<middle, pool) },
                { fill(middle..<range.upperBound, pool) }
            )
            return one + two
        }
        let isRight = try await onThread {
            let pool = ThreadPool(threads: threads)
            defer { pool.shutdown() }
            return (0..<40).allSatisfy { fill(0..<($0 * 13 + 1), pool) == Array(0..<($0 * 13 + 1)) }
        }
        #expect(isRight)
    }

    /// Ask 39: several callers from outside, and other work of the pool between.
    @Test(arguments: [1, 2, 8]) func join_byManyCallers_isRightForEach(threads: Int) async throws {
        let sums = try await onThread {
            let pool = ThreadPool(threads: threads)
            defer { pool.shutdown() }
            let callers = (0..<4).map { caller in
                NativeThread.spawn {
                    var sum = 0
                    for round in 0..<50 {
                        let future = pool.submit { round }
                        sum += pool.parallelReduce(0..<100, 0, grain: 2, { $0 + $1 }, combine: { $0 + $1 }) * caller
                        sum += (try? future.result()) ?? -1_000_000
                    }
                    return sum
                }
            }
            return callers.map { $0.join() }
        }
        #expect(sums == (0..<4).map { 4_950 * 50 * $0 + 1_225 })
    }

    /// Ask 39: pools that are dropped and shut down around their forks.
    @Test(arguments: [1, 3]) func join_onShortLivedPools_isDone(threads: Int) async throws {
        let sum = try await onThread {
            (0..<60).reduce(0) { sum, round in
                let pool = ThreadPool(threads: threads)
                let part = pool.parallelReduce(0..<20, 0, grain: 1, { $0 + $1 }, combine: { $0 + $1 })
                if round % 2 == 0 { pool.shutdown(cancellingQueued: round % 4 == 0) }
                return sum + part
            }
        }
        #expect(sum == 60 * 190)
    }

    /// Ask 39: a shutdown in the middle of forks lets them end.
    @Test func join_againstShutdown_isDone() async throws {
        let sums = try await onThread {
            (0..<30).map { _ in
                let pool = ThreadPool(threads: 2)
                let begun = Event()
                let closer = NativeThread.spawn {
                    begun.wait()
                    pool.shutdown(cancellingQueued: true)
                }
                var sum = 0
                for round in 0..<20 {
                    if round == 3 { begun.set() }
                    sum += pool.parallelReduce(0..<64, 0, grain: 1, { $0 + $1 }, combine: { $0 + $1 })
                }
                closer.join()
                return sum
            }
        }
        #expect(sums.allSatisfy { $0 == 20 * 2_016 })
    }
}
