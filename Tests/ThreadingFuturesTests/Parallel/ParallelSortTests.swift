// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingFutures
import ThreadingTestSupport

/// Sorting on several threads.
@Suite struct ParallelSortTests {
    private struct Card: Sendable, Equatable {
        let key: Int
        let place: Int
    }

    private static func numbers(_ count: Int, below limit: Int) -> [Int] {
        var state: UInt64 = 42
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
    }

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

    /// Ask 40: equal elements keep their order, whatever the grain.
    @Test(arguments: [1, 2, 8], [1, 2, 3, 64, 100_000])
    func sort_ofEqualKeys_isStable(threads: Int, grain: Int) async throws {
        let sorted = try await withPool(threads) { pool in
            var cards = Self.numbers(2_000, below: 20).enumerated().map { Card(key: $1, place: $0) }
            pool.parallelSort(&cards, grain: grain) { $0.key < $1.key }
            return cards
        }
        let expected = Self.numbers(2_000, below: 20).enumerated().map { Card(key: $1, place: $0) }
            .sorted { ($0.key, $0.place) < ($1.key, $1.place) }
        #expect(sorted == expected)
    }

    /// Ask 40: with a grain of its own choice, of elements that are counted.
    @Test(arguments: [1, 2, 8]) func sort_ofStrings_isThatOfOneThread(threads: Int) async throws {
        let strings = Self.numbers(50_000, below: 1_000_000).map { "a string that is counted, number \($0)" }
        let sorted = try await withPool(threads) { pool in
            var copy = strings
            pool.parallelSort(&copy)
            return copy
        }
        #expect(sorted == strings.sorted())
    }

    /// Ask 40: none, one and two elements.
    @Test(arguments: [[], [1], [2, 1]] as [[Int]]) func sort_ofFewElements_sortsThem(numbers: [Int]) async throws {
        let sorted = try await withPool(2) { pool in
            var copy = numbers
            pool.parallelSort(&copy, grain: 1)
            return copy
        }
        #expect(sorted == numbers.sorted())
    }

    /// Ask 40: a comparison without sense loses no element.
    @Test func sort_byASenselessComparison_keepsTheElements() async throws {
        let strings = Self.numbers(3_000, below: 500).map { "a string that is counted, number \($0)" }
        let sorted = try await withPool(2) { pool in
            var copy = strings
            pool.parallelSort(&copy, grain: 8) { ($0.hashValue ^ $1.hashValue) & 1 == 0 }
            return copy
        }
        #expect(sorted.sorted() == strings.sorted())
    }
}
