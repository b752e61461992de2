// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingFutures

extension Scenario {
    static let pools: [Scenario] =
        [2, 10].map { threads in
            Scenario("ThreadPool", "pool_submit_\(threads)") { submitted(ThreadPool(threads: threads), $0) }
        } + [
            Scenario("ThreadPool", "pool_forkjoin_fib27", forked),
            Scenario("ThreadPool", "pool_map_10m") { meter in
                let pool = ThreadPool(threads: 2)
                defer { pool.shutdown() }
                return mapped(meter) { pieces, body in pool.parallelForEach(0..<pieces, grain: 1, body) }
            },
            Scenario("ThreadPool", "pool_sha512") { meter in
                let pool = ThreadPool(threads: 2)
                defer { pool.shutdown() }
                return hashed(meter) { pieces, body in pool.parallelForEach(0..<pieces, grain: 1, body) }
            },
            Scenario("ThreadPool_parallelMap", "pool_map_10m") { meter in
                let pool = ThreadPool(threads: 2)
                defer { pool.shutdown() }
                let numbers = Array(0..<UInt64(10_000_000))
                var (one, two): ([UInt64], [UInt64]) = ([], [])
                let sequential = meter.best { one = numbers.map(Numbers.cheap) }
                let parallel = meter.best { two = pool.parallelMap(numbers, Numbers.cheap) }
                if one != two { Peer.fail("the maps differ") }
                return Measured(
                    nanoseconds: parallel / Double(numbers.count) * 1e9,
                    count: numbers.count,
                    further: [("seq_ns", sequential / Double(numbers.count) * 1e9)]
                )
            },
        ]

    /// Empty tasks, whose results are collected and summed up.
    private static func submitted(_ pool: ThreadPool, _ meter: Meter) -> Measured {
        let measured = meter.byCount(1_000, most: 1_000_000) { count in
            let begin = Meter.now()
            var futures: [Future<Int>] = []
            futures.reserveCapacity(count)
            for number in 0..<count { futures.append(pool.submit { number }) }
            var sum = 0
            for future in futures { sum += (try? future.result()) ?? 0 }
            let time = Meter.now() - begin
            if sum != count * (count - 1) / 2 { Peer.fail("the sum is \(sum)") }
            return time
        }
        pool.shutdown()
        return measured
    }

    private static func forked(_ meter: Meter) -> Measured {
        let pool = ThreadPool(threads: 2)
        defer { pool.shutdown() }
        @Sendable func fibonacci(_ number: Int) -> Int {
            if number < 2 { return number }
            let (one, other) = pool.join({ fibonacci(number - 1) }, { fibonacci(number - 2) })
            return one &+ other
        }
        let time = meter.best {
            let result = try? pool.submit { fibonacci(27) }.result()
            if result != 196_418 { Peer.fail("the number is \(result ?? 0)") }
        }
        return Measured(nanoseconds: time / 317_810 * 1e9, count: 317_810)
    }

    /// Measures a cheap function of ten million numbers, in eight pieces, each written in its place.
    static func mapped(_ meter: Meter, _ inPieces: (Int, @escaping @Sendable (Int) -> Void) -> Void) -> Measured {
        let pieces = 8
        let numbers = Numbers(10_000_000)
        let sequential = meter.best { numbers.map(0..<numbers.count) }
        let right = numbers.sum
        let each = numbers.count / pieces
        numbers.clear()
        let parallel = meter.best { inPieces(pieces) { numbers.map(each * $0..<each * ($0 + 1)) } }
        if numbers.sum != right { Peer.fail("the maps differ") }
        return Measured(
            nanoseconds: parallel / Double(numbers.count) * 1e9,
            count: numbers.count,
            further: [("seq_ns", sequential / Double(numbers.count) * 1e9)]
        )
    }

    /// Measures the SHA-512 of 64 blocks of 1 MiB.
    static func hashed(_ meter: Meter, _ inPieces: (Int, @escaping @Sendable (Int) -> Void) -> Void) -> Measured {
        guard let hash = Hash() else { Peer.fail("this scenario hashes with OpenSSL 3: libcrypto.so.3 is not there") }
        let blocks = Blocks(64, hash)
        var begin = Meter.now()
        for index in 0..<64 { blocks.hash(index) }
        let sequential = Meter.now() - begin
        let right = blocks.digests
        var parallel = Double.infinity
        for _ in 0..<2 {
            blocks.clear()
            begin = Meter.now()
            inPieces(64) { blocks.hash($0) }
            parallel = min(parallel, Meter.now() - begin)
            if blocks.digests != right { Peer.fail("the digests differ") }
        }
        return Measured(
            nanoseconds: parallel / 64 * 1e9,
            count: 64,
            further: [("seq_ns", sequential / 64 * 1e9)]
        )
    }
}
