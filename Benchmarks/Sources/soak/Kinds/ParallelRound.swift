// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingFutures

/// A round of what a pool does with many elements: a lazy map that is left early or not, loops, sums and sorts.
struct ParallelRound: Sendable {
    let pool: ThreadPool

    static func kind(_ name: String) -> SoakKind {
        SoakKind(name: name) { seed in
            var random = SoakRandom(seed: seed)
            let round = ParallelRound(pool: ThreadPool(threads: 1 + random.below(4)))
            defer { round.pool.shutdown() }
            return try round.run(&random)
        }
    }

    private func run(_ random: inout SoakRandom) throws -> Int {
        let numbers = (0..<random.below(3_000)).map { _ in random.below(1_000) }
        let sum = numbers.reduce(0, +)
        let grain = 1 + random.below(200)

        let visits = numbers.map { _ in AtomicCell(0) }
        pool.parallelForEach(visits.indices, grain: grain) { visits[$0].add(1) }
        if let index = visits.firstIndex(where: { $0.load() != 1 }) {
            throw Violation("index \(index) was visited \(visits[index].load()) times")
        }
        try Violation.unless(pool.parallelMap(numbers, grain: grain) { $0 + 1 } == numbers.map { $0 + 1 }, "a map")
        var sorted = numbers
        pool.parallelSort(&sorted, grain: grain)
        try Violation.unless(sorted == numbers.sorted(), "a sort")
        try Violation.unless(joined(numbers[...]) == sum, "a sum by joins")
        try mapLazily(numbers, &random)
        return 5 * numbers.count
    }

    private func joined(_ numbers: ArraySlice<Int>) -> Int {
        if numbers.count < 20 { return numbers.reduce(0, +) }
        let middle = (numbers.startIndex + numbers.endIndex) / 2
        let (left, right) = pool.join({ joined(numbers[..<middle]) }, { joined(numbers[middle...]) })
        return left + right
    }

    /// Each element once and in order, up to where the loop is left; some fail.
    private func mapLazily(_ numbers: [Int], _ random: inout SoakRandom) throws {
        let items = numbers.indices.map { Item(producer: 0, sequence: $0) }
        let end = random.happens(oneIn: 2) ? numbers.count : random.below(numbers.count + 1)
        let chunk = 1 + random.below(8)
        let results = pool.map(items, buffer: chunk * (1 + random.below(8)), chunk: chunk) { item in
            item.touches += 1
            if item.sequence % 5 == 3 { throw TaskFailure(number: item.sequence) }
            return item.sequence
        }
        var next = 0
        for result in results.prefix(end) {
            switch result {
            case .success(let number): try Violation.unless(number == next, "\(number) came in place of \(next)")
            case .failure(let error as TaskFailure):
                try Violation.unless(error.number == next, "\(error.number) failed in place of \(next)")
            case .failure(let error): throw Violation("element \(next) failed with \(error)")
            }
            next += 1
        }
        try Violation.unless(next == end, "\(next) of \(end) results came")
    }
}
