// Part of swift-threading. Apache-2.0: see LICENSE.

import ThreadingFutures

extension SoakKind {
    static let pools: [SoakKind] = [1, 2, 4].map { threads in
        PoolRound.kind("pool-\(threads)") { ThreadPool(threads: threads) }
    }
}
