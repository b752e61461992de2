// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// The end of a pool that nobody has any more.
@Suite struct ThreadPoolDropTests {
    /// X20.
    @Test func dropping_withQueuedWork_doesItAndLetsTheThreadsGo() async throws {
        let (values, alive) = try await onThread {
            func use() -> ([Future<Int>], [NativeThread]) {
                let pool = ThreadPool(threads: 2)
                let work = HeldWork()
                let held = work.submit(2, to: pool)
                let threads = work.waitUntilBegun(2)
                let queued = (10..<20).map { number in pool.submit { number } }
                work.letGo()
                return (held + queued, threads)
            }
            let (futures, threads) = use()
            let values = try futures.map { try $0.result() }
            waitUntil { !threads.contains(where: \.isAlive) }
            return (values, threads.contains(where: \.isAlive))
        }
        #expect(values == [0, 1] + Array(10..<20))
        #expect(!alive)
    }

    /// X20: idle threads go as well.
    @Test func dropping_whenIdle_letsTheThreadsGo() async throws {
        try await onThread {
            func use() throws -> NativeThread {
                let pool = ThreadPool(threads: 1)
                let thread = try pool.submit { NativeThread.current }.result()
                waitUntilAsleep(thread, on: .work)
                return thread
            }
            let thread = try use()
            waitUntil { !thread.isAlive }
        }
    }

    /// X20: the last reference may be the work's own.
    @Test func dropping_byItsOwnWork_letsTheThreadsGo() async throws {
        try await onThread {
            func use() -> Future<NativeThread> {
                let pool = ThreadPool(threads: 1)
                let mayEnd = Event()
                let future = pool.submit {
                    mayEnd.wait()
                    return withExtendedLifetime(pool) { NativeThread.current }
                }
                mayEnd.set()
                return future
            }
            let thread = try use().result()
            waitUntil { !thread.isAlive }
        }
    }
}
