// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingFutures

extension Scenario {
    static let pools: [Scenario] = [2, 10].map { threads in
        Scenario("ThreadPool", "pool_submit_\(threads)") { submitted(ThreadPool(threads: threads), $0) }
    }

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
}
