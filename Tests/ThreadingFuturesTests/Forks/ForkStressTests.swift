// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Testing
import Threading
import ThreadingTestSupport

@testable import ThreadingFutures

/// Forks under many thieves.
///
/// They also run under Thread Sanitizer.
@Suite(.serialized) struct ForkStressTests {
    private final class Flag: Sendable {
        let value = Atomic(false)
    }

    /// Ask 39: each entry is taken once, by its owner or a thief, with the fences that ship.
    @Test(arguments: [1, 3]) func deque_ofOneOwner_givesEachEntryOnce(thieves: Int) async throws {
        let (sum, count) = try await onThread {
            let deque = WorkDeque<AtomicDequeWord>(capacity: 8)
            let isOver = Flag()
            let handles = (0..<thieves).map { _ in
                NativeThread.spawn {
                    var (sum, count) = (0, 0)
                    // Acquiring: what was pushed before the end is seen.
                    while true {
                        let wasOver = isOver.value.load(ordering: .acquiring)
                        if case .stolen(let value) = deque.steal() {
                            sum += value
                            count += 1
                        } else if wasOver {
                            return (sum, count)
                        }
                    }
                }
            }
            var (sum, count) = (0, 0)
            for value in 1...30_000 {
                while !deque.push(value) {
                    guard let last = deque.pop() else { continue }
                    sum += last
                    count += 1
                }
                if value % 3 == 0, let last = deque.pop() {
                    sum += last
                    count += 1
                }
            }
            while let last = deque.pop() {
                sum += last
                count += 1
            }
            isOver.value.store(true, ordering: .releasing)
            for handle in handles {
                let part = handle.join()
                sum += part.0
                count += part.1
            }
            return (sum, count)
        }
        #expect(count == 30_000)
        #expect(sum == 30_000 * 30_001 / 2)
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
