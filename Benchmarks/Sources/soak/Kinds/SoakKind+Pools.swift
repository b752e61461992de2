// Part of swift-threading. Apache-2.0: see LICENSE.

import ThreadingFutures

extension SoakKind {
    /// Pools of several sizes, that grow and shrink, with every policy for too much work, and what runs on them.
    static let pools: [SoakKind] =
        [1, 2, 4].map { threads in
            PoolRound.kind("pool-\(threads)") { ThreadPool(threads: threads) }
        }
        + [ThreadPoolOptions.FullPolicy.wait, .reject, .runInCaller].map { policy in
            PoolRound.kind("pool-full-\(policy)") {
                var options = ThreadPoolOptions(maximumThreads: 2)
                options.capacity = 3
                options.whenFull = policy
                return ThreadPool(options)
            }
        }
        + [
            PoolRound.kind("pool-shrinking") {
                var options = ThreadPoolOptions(maximumThreads: 4)
                options.keepAlive = .microseconds(100)
                return ThreadPool(options)
            },
            ParallelRound.kind("pool-parallel"),
            ExecutorRound.kind("pool-executor"),
        ]
}
