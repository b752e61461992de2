// Part of swift-threading. Apache-2.0: see LICENSE.

import Threading
import ThreadingFutures

/// A round of tasks that prefer a pool, of calls that block on one, and of work that is due later, until it is shut down.
struct ExecutorRound: Sendable {
    let pool: ThreadPool

    static func kind(_ name: String) -> SoakKind {
        SoakKind(name: name) { seed in
            var random = SoakRandom(seed: seed)
            let round = ExecutorRound(pool: ThreadPool(threads: 1 + random.below(4)))
            return try round.run(&random)
        }
    }

    private func run(_ random: inout SoakRandom) throws -> Int {
        let size = 1 + random.below(150)
        let done = AtomicCell(0)
        let pool = pool
        let tasks = (0..<size).map { _ in
            let yields = random.below(4)
            return Future { () async throws -> Void in
                await withTaskExecutorPreference(pool) {
                    for _ in 0..<yields { await Task.yield() }
                    done.add(1)
                }
            }
        }
        // Each counts, or says why not.
        let calls = (0..<size).map { _ in
            let isCancelled = random.happens(oneIn: 4)
            return Future { () async throws -> Void in
                let task = Task { try await pool.run { _ = done.add(1) } }
                if isCancelled { task.cancel() }
                try await task.value
            }
        }
        let later = (0..<size).map { _ in
            let future = pool.schedule(after: random.moment()) { _ = done.add(1) }
            if random.happens(oneIn: 4) { future.cancel() }
            return future
        }
        NativeThread.sleep(for: .microseconds(random.below(2_000)))
        pool.shutdown(cancellingQueued: random.happens(oneIn: 2))
        // Tasks run elsewhere when their pool is gone: each of them is done in the end.
        for task in tasks { try task.result() }
        let outcomes = calls.map { $0.outcome() } + later.map { $0.outcome() }
        let successes = outcomes.count { (try? $0.get()) != nil }
        // A call whose task was cancelled may have run all the same, and tells it: then it has succeeded.
        try Violation.unless(
            done.load() == size + successes,
            "\(done.load()) bodies ran, of \(size) tasks and \(successes) calls that say so"
        )
        return 3 * size
    }
}
