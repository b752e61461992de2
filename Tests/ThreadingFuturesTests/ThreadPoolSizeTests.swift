// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// Pools that grow, shrink and are resized.
@Suite struct ThreadPoolSizeTests {
    private func options(_ minimum: Int, _ maximum: Int, keepAlive: Duration?) -> ThreadPoolOptions {
        var options = ThreadPoolOptions(minimumThreads: minimum, maximumThreads: maximum)
        options.keepAlive = keepAlive
        return options
    }

    /// Has so many threads at work at a time, and waits until they are done.
    private func fill(_ pool: ThreadPool, _ count: Int) throws {
        let work = HeldWork()
        let futures = work.submit(count, to: pool)
        work.waitUntilBegun(count)
        work.letGo()
        for future in futures { _ = try future.result() }
    }

    /// Z8, ask 14.
    @Test func idleThreads_leaveAfterTheirTime() async throws {
        let pool = ThreadPool(options(0, 3, keepAlive: Delay.short))
        try await onThread { () throws in
            try fill(pool, 3)
            waitUntil { pool.threadCount == 0 }
            #expect(pool.statistics.largestThreadCount == 3)
        }
    }

    /// Ask 14: and come again.
    @Test func submit_afterAllHaveLeft_startsAThread() async throws {
        let pool = ThreadPool(options(0, 1, keepAlive: Delay.short))
        let names = try await onThread { () throws in
            let first = try pool.submit { NativeThread.current.name }.result()
            waitUntil { pool.threadCount == 0 }
            return [first, try pool.submit { NativeThread.current.name }.result()]
        }
        #expect(names == ["\(pool.name)-1", "\(pool.name)-2"])
    }

    /// Ask 14.
    @Test func idleThreads_asManyAsTheMinimum_stay() async throws {
        let pool = ThreadPool(options(2, 4, keepAlive: Delay.short))
        try await onThread { () throws in
            try fill(pool, 4)
            waitUntil { pool.threadCount == 2 }
            // The two that are left are not waiting for the time to be over. The others may still be on their way out.
            let before = NativeThread.all.filter { $0.name.hasPrefix("\(pool.name)-") && $0.isAlive }
            for thread in before { waitUntil { !thread.isAlive || WaitBoard.reason(of: thread) == .work } }
            #expect(pool.threadCount == 2)
        }
    }

    /// Z8, ask 14: no time, no end.
    @Test func idleThreads_withoutAKeepAlive_stay() async throws {
        let pool = ThreadPool(options(0, 2, keepAlive: nil))
        try await onThread { () throws in
            try fill(pool, 2)
            #expect(pool.threadCount == 2)
        }
    }

    /// Ask 14.
    @Test func resize_toMore_startsThreadsForWhatWaits() async throws {
        let pool = ThreadPool(threads: 1)
        try await onThread { () throws in
            let work = HeldWork()
            let futures = work.submit(3, to: pool)
            work.waitUntilBegun(1)
            pool.resize(maximum: 3)
            work.waitUntilBegun(2)
            #expect(pool.threadCount == 3 && pool.maximumThreads == 3)
            work.letGo()
            for future in futures { _ = try future.result() }
        }
    }

    /// Ask 14: idle threads that are too many leave at once, whatever their time.
    @Test func resize_toLess_letsIdleThreadsGo() async throws {
        let pool = ThreadPool(threads: 3)
        try await onThread { () throws in
            try fill(pool, 3)
            pool.resize(maximum: 1)
            waitUntil { pool.threadCount == 1 }
            #expect(try pool.submit { 5 }.result() == 5)
        }
    }

    /// Ask 14: busy ones finish what they are at.
    @Test func resize_toLessWhileAllAreBusy_letsThemFinish() async throws {
        let pool = ThreadPool(threads: 2)
        try await onThread { () throws in
            let work = HeldWork()
            let futures = work.submit(2, to: pool)
            work.waitUntilBegun(2)
            let queued = (0..<10).map { number in pool.submit { number } }
            pool.resize(maximum: 1)
            #expect(pool.threadCount == 2)
            work.letGo()
            #expect(try futures.map { try $0.result() } == [0, 1])
            #expect(try queued.map { try $0.result() } == Array(0..<10))
            waitUntil { pool.threadCount == 1 }
        }
    }

    /// Ask 14.
    @Test func resize_ofTheMinimum_letsThreadsLeaveOrStay() async throws {
        let pool = ThreadPool(options(2, 2, keepAlive: Delay.short))
        try await onThread { () throws in
            try fill(pool, 2)
            #expect(pool.minimumThreads == 2)
            pool.resize(minimum: 1)
            waitUntil { pool.threadCount == 1 }
        }
    }

    @Test func resize_toNothing_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            ThreadPool(threads: 1).resize(maximum: 0)
        }
        #expect(result.standardError.contains("a pool has one thread or more, not 0"))
    }

    @Test func resize_toAMinimumAboveTheMaximum_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            ThreadPool(threads: 2).resize(minimum: 3)
        }
        #expect(result.standardError.contains("between none and the most threads it may have (2), not 3"))
    }

    @Test func init_withAMinimumAboveTheMaximum_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ThreadPool(ThreadPoolOptions(minimumThreads: 3, maximumThreads: 2))
        }
        #expect(result.standardError.contains("between none and the most threads it may have (2), not 3"))
    }

    @Test func prestart_startsTheMinimum() async throws {
        let pool = ThreadPool(options(2, 4, keepAlive: nil))
        try await onThread { () throws in
            #expect(pool.threadCount == 0)
            try pool.prestart()
            #expect(pool.threadCount == 2)
            try pool.prestart()
            #expect(pool.threadCount == 2)
        }
    }

    @Test func prestart_ofMoreThanTheMaximum_startsTheMaximum() async throws {
        let pool = ThreadPool(threads: 2)
        try await onThread { () throws in
            try pool.prestart(9)
            #expect(pool.threadCount == 2)
            try fill(pool, 2)
            #expect(pool.threadCount == 2)
        }
    }

    @Test func prestart_afterShutdown_startsNone() async throws {
        let pool = ThreadPool(threads: 2)
        try await onThread { () throws in
            pool.shutdown()
            try pool.prestart(2)
            #expect(pool.threadCount == 0)
        }
    }

    /// X17, 34: options of its threads.
    @Test func threads_haveTheOptionsOfThePool() async throws {
        var options = ThreadPoolOptions(maximumThreads: 1, name: "nice")
        options.thread.niceness = 19
        options.thread.stackSize = 256 << 10
        let pool = ThreadPool(options)
        let seen = try await onThread { () throws in
            try pool.submit { (NativeThread.current.name, NativeThread.current.isDaemon) }.result()
        }
        #expect(seen == ("nice-1", false))
    }
}
