// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Testing
import Threading
import ThreadingFutures
import ThreadingTestSupport

/// Parallel loops, maps and reductions.
@Suite struct ParallelTests {
    private struct Failure: Error, Equatable { let index: Int }

    private func withPool<Value: Sendable>(
        _ threads: Int,
        _ body: @escaping @Sendable (ThreadPool) throws -> Value
    ) async throws -> Value {
        try await onThread {
            let pool = ThreadPool(threads: threads)
            defer { pool.shutdown() }
            return try body(pool)
        }
    }

    /// Ask 40: each element once, whatever the grain.
    @Test(arguments: [1, 2, 8], [nil, 1, 7, 10_000] as [Int?])
    func forEach_ofARange_doesEachElementOnce(threads: Int, grain: Int?) async throws {
        let (sum, count) = try await withPool(threads) { pool in
            let sum = Atomic(0)
            let count = Atomic(0)
            pool.parallelForEach(0..<1_000, grain: grain) { number in
                sum.wrappingAdd(number, ordering: .relaxed)
                count.wrappingAdd(1, ordering: .relaxed)
            }
            return (sum.load(ordering: .relaxed), count.load(ordering: .relaxed))
        }
        #expect(sum == 499_500)
        #expect(count == 1_000)
    }

    /// Ask 40: nothing, and one element, of a collection that does not begin at zero.
    @Test(arguments: [0, 1]) func forEach_ofFewElements_doesThem(count: Int) async throws {
        let seen = try await withPool(2) { pool in
            let seen = Locked<[Int]>([])
            pool.parallelForEach([5, 6, 7][1..<(1 + count)]) { element in seen.withLock { $0.append(element) } }
            return seen.withLock { $0 }
        }
        #expect(seen == Array([6].prefix(count)))
    }

    /// Ask 40: the error of the first position, whoever was faster; what lies before it is done.
    @Test(arguments: [1, 2, 8]) func forEach_withErrors_throwsTheFirstByPosition(threads: Int) async throws {
        for _ in 0..<20 {
            let (error, before) = try await withPool(threads) { pool -> (Failure?, Int) in
                let before = Atomic(0)
                do throws(Failure) {
                    try pool.parallelForEach(0..<100, grain: 3) { index throws(Failure) in
                        if index >= 40, index % 10 == 0 { throw Failure(index: index) }
                        if index < 40 { before.wrappingAdd(1, ordering: .relaxed) }
                    }
                    return (nil, 0)
                } catch { return (error, before.load(ordering: .relaxed)) }
            }
            #expect(error == Failure(index: 40))
            #expect(before == 40)
        }
    }

    /// Ask 41: what lies behind a known error is not begun.
    @Test func forEach_afterAnError_beginsNoMore() async throws {
        let last = try await withPool(1) { pool in
            let last = Atomic(0)
            try? pool.parallelForEach(0..<1_000, grain: 10) { index in
                last.max(index, ordering: .relaxed)
                if index == 25 { throw Failure(index: index) }
            }
            return last.load(ordering: .relaxed)
        }
        #expect(last == 25)
    }

    /// Ask 40: results in order.
    @Test(arguments: [1, 2, 8], [nil, 1, 13] as [Int?])
    func map_givesResultsInOrder(threads: Int, grain: Int?) async throws {
        let strings = try await withPool(threads) { pool in
            pool.parallelMap(0..<500, grain: grain) { "number \($0) in a string of its own" }
        }
        #expect(strings == (0..<500).map { "number \($0) in a string of its own" })
    }

    /// Ask 40: no elements, and one.
    @Test(arguments: [0, 1]) func map_ofFewElements_givesAsMany(count: Int) async throws {
        let results = try await withPool(2) { $0.parallelMap([3].prefix(count)) { $0 + 1 } }
        #expect(results == Array([4].prefix(count)))
    }

    /// Ask 40: after an error no result is left, nor lost.
    @Test(arguments: [1, 2, 8]) func map_withAnError_destroysTheOtherResults(threads: Int) async throws {
        for failing in [0, 13, 99] {
            let counter = Locked(0)
            let error = try await withPool(threads) { pool -> Failure? in
                do throws(Failure) {
                    _ = try pool.parallelMap(0..<100, grain: 4) { index throws(Failure) -> Owned in
                        if index == failing { throw Failure(index: index) }
                        return Owned(counter)
                    }
                    return nil
                } catch { return error }
            }
            #expect(error == Failure(index: failing))
            #expect(counter.withLock { $0 } == 0)
        }
    }

    /// An object that may be shared, and is counted as long as it lives.
    private final class Owned: Sendable {
        private let living: Locked<Int>

        init(_ living: Locked<Int>) {
            self.living = living
            living.withLock { $0 += 1 }
        }

        deinit { living.withLock { $0 -= 1 } }
    }

    /// Ask 40: neighbours are combined in order.
    @Test(arguments: [1, 2, 8], [nil, 1, 9] as [Int?])
    func reduce_ofWhatDoesNotCommute_keepsTheOrder(threads: Int, grain: Int?) async throws {
        let text = try await withPool(threads) { pool in
            pool.parallelReduce(0..<200, "", grain: grain, { $0 + "\($1)," }, combine: { $0 + $1 })
        }
        #expect(text == (0..<200).map { "\($0)," }.joined())
    }

    /// Ask 40: no elements give the identity.
    @Test func reduce_ofNothing_isTheIdentity() async throws {
        let sum = try await withPool(2) { $0.parallelReduce([Int](), 7, { $0 + $1 }, combine: { $0 + $1 }) }
        #expect(sum == 7)
    }

    /// Ask 40: errors of both closures, by position.
    @Test func reduce_withErrors_throwsTheFirstByPosition() async throws {
        @Sendable func error(_ pool: ThreadPool, _ isInCombine: Bool) -> Failure? {
            do throws(Failure) {
                _ = try pool.parallelReduce(0..<8, 0, grain: 1) { (sum: Int, index: Int) throws(Failure) -> Int in
                    if index >= 5, !isInCombine { throw Failure(index: index) }
                    return sum + index
                } combine: { (one: Int, two: Int) throws(Failure) -> Int in
                    if isInCombine { throw Failure(index: 100) }
                    return one + two
                }
                return nil
            } catch { return error }
        }
        let errors = try await withPool(2) { [error($0, false), error($0, true)] }
        #expect(errors == [Failure(index: 5), Failure(index: 100)])
    }

    /// Ask 39, 40: a join in a loop in a map, on a pool of any size.
    @Test(arguments: [1, 2, 8]) func nested_joinInForEachInMap_isRight(threads: Int) async throws {
        let sums = try await withPool(threads) { pool in
            pool.parallelMap(0..<10, grain: 1) { outer in
                let sum = Atomic(0)
                pool.parallelForEach(0..<20, grain: 1) { inner in
                    let (one, two) = pool.join({ outer * inner }, { outer + inner })
                    sum.wrappingAdd(one + two, ordering: .relaxed)
                }
                return sum.load(ordering: .relaxed)
            }
        }
        let expected = (0..<10).map { outer -> Int in
            (0..<20).reduce(0) { sum, inner in sum + outer * inner + outer + inner }
        }
        #expect(sums == expected)
    }
}
