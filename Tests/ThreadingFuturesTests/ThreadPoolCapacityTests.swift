// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// Pools with a bounded queue.
@Suite struct ThreadPoolCapacityTests {
    private func pool(_ policy: ThreadPoolOptions.FullPolicy, capacity: Int, threads: Int = 1) -> ThreadPool {
        var options = ThreadPoolOptions(maximumThreads: threads)
        options.capacity = capacity
        options.whenFull = policy
        return ThreadPool(options)
    }

    /// Ask 7, Z8.
    @Test func submit_toAFullPoolThatWaits_blocksUntilThereIsAPlace() async throws {
        let pool = pool(.wait, capacity: 2)
        try await onThread { () throws in
            let work = HeldWork()
            let held = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            let queued = (0..<2).map { number in pool.submit { number } }
            let submitter = NativeThread.spawn { pool.submit { 7 } }
            waitUntilAsleep(submitter.thread, on: .queue)
            #expect(pool.queuedCount == 2 && !submitter.isFinished)
            work.letGo()
            #expect(try submitter.join().result() == 7)
            #expect(try (held + queued).map { try $0.result() } == [0, 0, 1])
        }
    }

    /// Ask 7.
    @Test func submit_toAFullPoolThatRejects_failsTheFuture() async throws {
        let counter = LifeCounter()
        let pool = pool(.reject, capacity: 1)
        try await onThread { () throws in
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            let queued = pool.submit { 1 }
            let refused = pool.submit(holding: counter)
            #expect(refused.isDone && refused.poolError() == .full)
            #expect(counter.living == 0)
            #expect(PoolError.full.description == "the pool had no place for the work")
            work.letGo()
            #expect(try queued.result() == 1)
            #expect(try pool.submit { 2 }.result() == 2)
        }
    }

    /// Ask 7.
    @Test func submit_toAFullPoolWhoseCallersWork_isDoneByTheCaller() async throws {
        let pool = pool(.runInCaller, capacity: 0)
        try await onThread { () throws in
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            let future = pool.submit { NativeThread.current }
            #expect(future.isDone)
            #expect(try future.result() === NativeThread.current)
            work.letGo()
        }
    }

    /// Ask 7, X21: the threads of a pool could all wait for one another.
    @Test func submit_byWorkOfAFullPool_isDoneByItself() async throws {
        let pool = pool(.wait, capacity: 0, threads: 2)
        try await onThread { () throws in
            let outer = (0..<2).map { _ in
                pool.submit { try (0..<3).map { number in try pool.submit { number }.result() } }
            }
            for future in outer { #expect(try future.result() == [0, 1, 2]) }
        }
    }

    /// Ask 7: a capacity of nothing hands work to threads that are ready for it.
    @Test func submit_toAPoolThatKeepsNoWork_isTakenByAReadyThread() async throws {
        let pool = pool(.reject, capacity: 0, threads: 2)
        try await onThread { () throws in
            let work = HeldWork()
            let held = work.submit(2, to: pool)
            work.waitUntilBegun(2)
            #expect(pool.submit { 1 }.poolError() == .full)
            work.letGo()
            for future in held { _ = try future.result() }
            waitUntil { pool.submit { 2 }.poolError() == nil }
        }
    }

    /// Ask 7: cancelled work does not take a place.
    @Test func cancel_ofQueuedWork_makesAPlace() async throws {
        let pool = pool(.reject, capacity: 1)
        try await onThread { () throws in
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            pool.submit { 1 }.cancel()
            #expect(pool.queuedCount == 0)
            let queued = pool.submit { 2 }
            work.letGo()
            #expect(try queued.result() == 2)
        }
    }

    /// X15, ask 7, ask 28.
    @Test func shutdown_whileOneWaitsForAPlace_failsItsFuture() async throws {
        let pool = pool(.wait, capacity: 0)
        try await onThread { () throws in
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            let submitter = NativeThread.spawn { pool.submit { 7 } }
            waitUntilAsleep(submitter.thread, on: .queue)
            let closer = NativeThread.spawn { pool.shutdown() }
            #expect(submitter.join().poolError() == .shutDown)
            work.letGo()
            closer.join()
        }
    }

    /// Ask 7, ask 23.
    @Test func requestStop_ofOneThatWaitsForAPlace_failsItsFuture() async throws {
        let pool = pool(.wait, capacity: 0)
        try await onThread { () throws in
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            let submitter = NativeThread.spawn { pool.submit { 7 } }
            waitUntilAsleep(submitter.thread, on: .queue)
            submitter.requestStop()
            #expect(submitter.join().poolError() == .full)
            work.letGo()
        }
    }

    /// Ask 7: everything is done, by many submitters, through a small place.
    @Test func submit_byManyToASmallPool_doesAllOfIt() async throws {
        let pool = pool(.wait, capacity: 2, threads: 2)
        try await onThread { () throws in
            let done = Semaphore(value: 0)
            let submitters = (0..<4).map { _ in
                NativeThread.spawn { for _ in 0..<500 { pool.submit { done.signal() } } }
            }
            for submitter in submitters { submitter.join() }
            for _ in 0..<2_000 { done.wait() }
            #expect(pool.queuedCount == 0)
        }
    }

    @Test func init_withANegativeCapacity_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var options = ThreadPoolOptions()
            options.capacity = -1
            _ = ThreadPool(options)
        }
        #expect(result.standardError.contains("a pool keeps no or some work waiting, not -1"))
    }
}
