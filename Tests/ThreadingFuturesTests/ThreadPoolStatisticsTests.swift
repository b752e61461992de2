// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingFutures
import ThreadingTestSupport

/// What a pool says of itself.
@Suite struct ThreadPoolStatisticsTests {
    private struct Oops: Error {}

    @Test func statistics_ofANewPool_areZero() {
        #expect(ThreadPool(threads: 2).statistics == ThreadPoolStatistics())
    }

    @Test func statistics_countEachTaskOnce() async throws {
        var options = ThreadPoolOptions(maximumThreads: 1)
        options.capacity = 2
        options.whenFull = .reject
        let pool = ThreadPool(options)
        try await onThread { () throws in
            let work = HeldWork()
            let held = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            let failing = pool.submit { throw Oops() }
            let cancelled = pool.submit { 1 }
            let refused = pool.submit { 2 }
            let during = pool.statistics
            #expect(during.active == 1 && during.queued == 2 && during.threads == 1)
            #expect(during.submitted == 4 && during.rejected == 1)
            cancelled.cancel()
            work.letGo()
            _ = (held[0].outcome(), failing.outcome(), refused.outcome())
            pool.shutdown()
            let late = pool.submit { 3 }
            #expect(late.poolError() == .shutDown)
            let after = pool.statistics
            #expect(after.active == 0 && after.queued == 0 && after.threads == 0 && after.largestThreadCount == 1)
            #expect(after.submitted == 5 && after.completed == 1 && after.failed == 1)
            #expect(after.cancelled == 1 && after.rejected == 2)
        }
    }

    /// Counted before the result can be read.
    @Test func completed_isCountedWhenTheResultIsThere() async throws {
        let pool = ThreadPool(threads: 2)
        try await onThread { () throws in
            for number in 1...200 {
                _ = try pool.submit { number }.result()
                #expect(pool.statistics.completed == number)
            }
        }
    }

    @Test func times_thatNobodyAskedFor_areZero() async throws {
        let pool = ThreadPool(threads: 1)
        _ = try await pool.submit { NativeThread.sleep(for: .milliseconds(1)) }.value  // sleeps: takes time
        #expect(pool.statistics.runTime == .zero && pool.statistics.waitTime == .zero)
    }

    @Test func times_thatAreMeasured_areAsLongAsTheWork() async throws {
        var options = ThreadPoolOptions(maximumThreads: 1)
        options.measuresTimes = true
        let pool = ThreadPool(options)
        let first = pool.submit { NativeThread.sleep(for: .milliseconds(2)) }  // sleeps: takes time
        _ = try await pool.submit { 1 }.value
        _ = try await first.value
        #expect(pool.statistics.runTime >= .milliseconds(2))
        #expect(pool.statistics.waitTime > .zero)
    }
}
