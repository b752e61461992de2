// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// Pools that end with a scope.
@Suite struct WithThreadPoolTests {
    private struct Oops: Error, Equatable {}

    /// X16.
    @Test func withThreadPool_whenTheBodyReturns_doesAllWorkFirst() async throws {
        let futures = try await onThread {
            withThreadPool(threads: 2) { pool in (0..<20).map { number in pool.submit { number } } }
        }
        #expect(futures.allSatisfy { $0.isDone })
        #expect(try await futures[19].value == 19)
    }

    /// X16: the end of a scope that fails does not do the backlog.
    @Test func withThreadPool_whenTheBodyThrows_cancelsWhatIsQueued() async throws {
        try await onThread {
            let work = HeldWork()
            let futures = Locked<[Future<Int>]>([])
            let scope = NativeThread.spawn {
                try withThreadPool(ThreadPoolOptions(maximumThreads: 1)) { pool in
                    let running = work.submit(1, to: pool)
                    work.waitUntilBegun(1)
                    futures.withLock { $0 = running + (0..<3).map { number in pool.submit { number } } }
                    throw Oops()
                }
            }
            waitUntilAsleep(scope.thread, on: .join)
            let all = futures.withLock { $0 }
            #expect(all.map(\.isCancelled) == [false, true, true, true])
            #expect(!scope.isFinished)
            work.letGo()
            #expect(throws: Oops()) { try scope.join() }
            #expect(all[0].isDone)
        }
    }

    /// X16.
    @Test func withThreadPool_whoseBodyShutsDown_returns() async throws {
        let value = try await onThread {
            withThreadPool(threads: 1, name: "mine") { pool in
                pool.shutdown()
                return pool.name
            }
        }
        #expect(value == "mine")
    }
}
