// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingFutures

/// A round of one pool: a few threads submit tasks, cancel some, wait for some, until the pool is shut down.
struct PoolRound: Sendable {
    let pool: ThreadPool

    static func kind(_ name: String, _ make: @escaping @Sendable () -> ThreadPool) -> SoakKind {
        SoakKind(name: name) { seed in try PoolRound(pool: make()).run(SoakRandom(seed: seed)) }
    }

    private func run(_ seed: SoakRandom) throws -> Int {
        var random = seed
        let size = 1 + random.below(400)
        let submitters = 1 + random.below(3)
        let ledger = TaskLedger(tasks: size * submitters)
        let isShutDownMeanwhile = random.happens(oneIn: 2)
        let isCancelling = random.happens(oneIn: 2)

        let threads = (0..<submitters).map { index in
            let numbers = random.split()
            return NativeThread.future { [pool] in
                PoolSubmitter(pool: pool, ledger: ledger, tasks: index * size..<(index + 1) * size, random: numbers)
                    .run()
            }
        }
        if isShutDownMeanwhile {
            NativeThread.sleep(for: .microseconds(random.below(3_000)))
            if random.happens(oneIn: 2) {
                _ = pool.shutdown(for: random.moment(), cancellingQueued: isCancelling)
            } else {
                pool.shutdown(cancellingQueued: isCancelling)
            }
        } else if pool.maximumThreads > 1 {
            for _ in 0..<random.below(5) {
                pool.resize(minimum: 0, maximum: 1 + random.below(4))
                NativeThread.sleep(for: .microseconds(random.below(500)))
            }
        }
        let futures = try threads.flatMap { try $0.result() }
        pool.shutdown(cancellingQueued: isCancelling)
        for (number, future) in futures.enumerated() { try ledger.check(number, future.outcome(for: .zero)) }
        try Violation.unless(pool.queuedCount == 0, "\(pool.queuedCount) tasks are queued after the shutdown")
        try Violation.unless(pool.threadCount == 0, "\(pool.threadCount) threads are there after the shutdown")
        return futures.count
    }
}
