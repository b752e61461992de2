// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingFutures

extension Scenario {
    static let pools: [Scenario] =
        [2, 10].map { threads in
            Scenario("ThreadPool", "pool_submit_\(threads)") { submitted(ThreadPool(threads: threads), $0) }
        } + [
            Scenario("ThreadPool", "pool_forkjoin_fib27", forked),
            Scenario("ThreadPool", "pool_map_10m", mapped),
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

    private static func mapped(_ meter: Meter) -> Measured {
        let pool = ThreadPool(threads: 2)
        defer { pool.shutdown() }
        let count = 10_000_000
        let numbers = (0..<UInt64(count)).map(\.self)
        @Sendable func cheap(_ number: UInt64) -> UInt64 { (number &* 0x9E37_79B9_7F4A_7C15) ^ (number >> 7) }
        var (one, two): ([UInt64], [UInt64]) = ([], [])
        let sequential = meter.best { one = numbers.map(cheap) }
        let parallel = meter.best { two = pool.parallelMap(numbers, cheap) }
        if one != two { Peer.fail("the maps differ") }
        return Measured(
            nanoseconds: parallel / Double(count) * 1e9,
            count: count,
            further: [("seq_ns", sequential / Double(count) * 1e9)]
        )
    }
}
