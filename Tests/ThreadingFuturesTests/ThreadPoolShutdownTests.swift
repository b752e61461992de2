// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// The end of a pool that is shut down.
@Suite struct ThreadPoolShutdownTests {
    /// X15.
    @Test func shutdown_ofAnUnusedPool_returnsAtOnce() async throws {
        try await onThread { ThreadPool(threads: 2).shutdown() }
    }

    /// X15.
    @Test func shutdown_whenIdle_endsTheThreads() async throws {
        let pool = ThreadPool(threads: 2)
        let thread = try await onThread {
            let thread = try pool.submit { NativeThread.current }.result()
            waitUntilAsleep(thread, on: .work)
            pool.shutdown()
            return thread
        }
        #expect(!thread.isAlive)
        #expect(pool.threadCount == 0)
    }

    /// X15.
    @Test func shutdown_withQueuedWork_doesItAllFirst() async throws {
        let pool = ThreadPool(threads: 2)
        let (early, values) = try await onThread {
            let work = HeldWork()
            _ = work.submit(2, to: pool)
            work.waitUntilBegun(2)
            let queued = (0..<20).map { number in pool.submit { number } }
            let closer = NativeThread.spawn { pool.shutdown() }
            waitUntilAsleep(closer.thread, on: .join)
            let early = closer.isFinished || queued.contains(where: \.isDone)
            work.letGo()
            closer.join()
            // Without waiting: they are all done when the shutdown has returned.
            return (early, try queued.map { try $0.result(for: .zero) })
        }
        #expect(!early)
        #expect(values == Array(0..<20))
        #expect(pool.queuedCount == 0)
    }

    /// X15, Z1.
    @Test func shutdownCancelling_cancelsWhatIsQueuedAndReleasesItsWaiters() async throws {
        let pool = ThreadPool(threads: 1)
        let result = try await onThread {
            let work = HeldWork()
            let running = try #require(work.submit(1, to: pool).first)
            work.waitUntilBegun(1)
            let queued = (0..<5).map { number in pool.submit { number } }
            let readers = queued.map { future in NativeThread.spawn { future.error() } }
            for reader in readers { waitUntilAsleep(reader.thread, on: .future) }
            let closer = NativeThread.spawn { pool.shutdown(cancellingQueued: true) }
            // They are released although the running work still runs.
            let errors = readers.map { $0.join() }
            let counts = (running.isRunning, pool.queuedCount)
            work.letGo()
            closer.join()
            return (errors, counts.0, counts.1, try running.result(), queued.allSatisfy(\.isCancelled))
        }
        #expect(result.0 == Array(repeating: .cancelled, count: 5))
        #expect(result.1)
        #expect(result.2 == 0)
        #expect(result.3 == 0)
        #expect(result.4)
    }

    /// X15: the captures of what is cancelled are gone before its result can be read.
    @Test func shutdownCancelling_destroysTheCapturesOfWhatIsQueued() async throws {
        let counter = LifeCounter()
        let living = try await onThread {
            let pool = ThreadPool(threads: 1)
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            let queued = pool.submit(holding: counter)
            let closer = NativeThread.spawn { pool.shutdown(cancellingQueued: true) }
            _ = queued.error()
            let living = counter.living
            work.letGo()
            closer.join()
            return living
        }
        #expect(living == 0)
    }

    /// X15: a second shutdown may cancel what the first would have waited for.
    @Test func shutdownCancelling_duringAShutdown_cancelsTheRest() async throws {
        let pool = ThreadPool(threads: 1)
        let error = try await onThread {
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            let queued = pool.submit { 1 }
            let patient = NativeThread.spawn { pool.shutdown() }
            waitUntilAsleep(patient.thread, on: .join)
            let impatient = NativeThread.spawn { pool.shutdown(cancellingQueued: true) }
            let error = queued.error()
            work.letGo()
            patient.join()
            impatient.join()
            return error
        }
        #expect(error == .cancelled)
    }

    /// X10, X15.
    @Test func submit_afterShutdown_failsTheFuture() async throws {
        let counter = LifeCounter()
        let pool = ThreadPool(threads: 1)
        let result = try await onThread {
            pool.shutdown()
            let future = pool.submit(holding: counter)
            return (future.isDone, future.poolError(), counter.living)
        }
        #expect(result == (true, .shutDown, 0))
        #expect(pool.threadCount == 0)
    }

    /// X10, X15: a pool that is being shut down takes nothing from its own work either.
    @Test func submit_byWorkDuringTheShutdown_failsTheFuture() async throws {
        let pool = ThreadPool(threads: 1)
        let error = try await onThread {
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            let late = pool.submit { pool.submit { 1 } }
            let closer = NativeThread.spawn { pool.shutdown() }
            waitUntilAsleep(closer.thread, on: .join)
            work.letGo()
            closer.join()
            return try late.result().poolError()
        }
        #expect(error == .shutDown)
    }

    /// X15.
    @Test func shutdown_twice_returnsBothTimes() async throws {
        let pool = ThreadPool(threads: 2)
        try await onThread {
            _ = try pool.submit {}.result()
            pool.shutdown()
            pool.shutdown()
        }
    }

    /// X15: each of those who shut it down waits until every thread has ended.
    @Test func shutdown_bySeveralThreads_returnsInAllOfThemAfterTheLastThread() async throws {
        let pool = ThreadPool(threads: 3)
        let result = try await onThread {
            let work = HeldWork()
            _ = work.submit(3, to: pool)
            let threads = work.waitUntilBegun(3)
            let closers = (0..<4).map { _ in
                NativeThread.spawn {
                    pool.shutdown()
                    return threads.contains(where: \.isAlive) ? 1 : pool.threadCount
                }
            }
            for closer in closers { waitUntilAsleep(closer.thread, on: .join) }
            let early = closers.contains(where: \.isFinished)
            work.letGo()
            return (early, closers.map { $0.join() })
        }
        #expect(!result.0)
        #expect(result.1 == [0, 0, 0, 0])
    }

    /// X15.
    @Test func shutdown_byWorkOfThePool_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            let pool = ThreadPool(threads: 1, name: "own")
            try await pool.submit { pool.shutdown() }.value
        }
        #expect(result.standardError.contains("was shut down by its own thread \"own-1\", which would wait for itself"))
    }

    /// X15: also where another of its threads waits for the one that shuts it down.
    @Test func shutdown_byWorkThatOtherWorkWaitsFor_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            let pool = ThreadPool(threads: 2, name: "own")
            let isWaiting = Event()
            let futures = Locked<[Future<Void>]>([])
            let waiting = pool.submit {
                isWaiting.wait()
                for future in futures.withLock({ $0 }) { try future.result() }
            }
            let closing = pool.submit { pool.shutdown() }
            futures.withLock { $0.append(closing) }
            isWaiting.set()
            try await waiting.value
        }
        #expect(result.standardError.contains("was shut down by its own thread \"own-"))
    }
}
