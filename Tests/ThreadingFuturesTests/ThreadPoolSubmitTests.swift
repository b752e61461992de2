// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// Work and its result.
@Suite struct ThreadPoolSubmitTests {
    private struct Oops: Error, Equatable {}

    /// X10.
    @Test func submit_givesWhatTheBodyReturns() async throws {
        let pool = ThreadPool(threads: 2)
        #expect(try await pool.submit { 6 * 7 }.value == 42)
    }

    /// X19.
    @Test func submit_ofABodyThatThrows_throwsTheErrorFromTheResult() async throws {
        let pool = ThreadPool(threads: 1)
        await #expect(throws: Oops()) { try await pool.submit { throw Oops() }.value }
    }

    /// X19, Z2: the thread outlives the error of its work.
    @Test func submit_afterABodyThatThrew_runsOnTheSameThread() async throws {
        let pool = ThreadPool(threads: 1)
        let same = try await onThread {
            let before = try pool.submit { NativeThread.current }.result()
            for _ in 0..<10 { pool.submit { throw Oops() } }
            return try pool.submit { NativeThread.current }.result() === before
        }
        #expect(same)
    }

    /// X10: with one thread the order of the beginnings is that of the submissions.
    @Test func submit_toOneThread_runsInTheOrderOfSubmission() async throws {
        let pool = ThreadPool(threads: 1)
        let order = try await onThread {
            let order = Locked<[Int]>([])
            for number in 0..<200 { pool.submit { order.withLock { $0.append(number) } } }
            pool.shutdown()
            return order.withLock { $0 }
        }
        #expect(order == Array(0..<200))
    }

    /// X10: submitting waits for nothing, however much is queued.
    @Test func submit_whenAllThreadsAreBusy_queues() async throws {
        let pool = ThreadPool(threads: 1)
        let result = try await onThread {
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            let futures = (0..<5_000).map { number in pool.submit { number } }
            let queued = (pool.queuedCount, futures.contains(where: \.isDone))
            work.letGo()
            let sum = try futures.reduce(0) { $0 + (try $1.result()) }
            return (queued.0, queued.1, sum)
        }
        #expect(result == (5_000, false, 5_000 * 4_999 / 2))
    }

    /// U5, Z2: nothing that is called at the end of work can end a worker.
    @Test func whenDone_ofWork_leavesTheThreadToTheNext() async throws {
        let pool = ThreadPool(threads: 1)
        let same = try await onThread {
            let before = try pool.submit { NativeThread.current }.result()
            let told = Semaphore(value: 0)
            for _ in 0..<10 {
                pool.submit { throw Oops() }.whenDone { _ in
                    told.signal()
                    // What it gives to the pool in turn is done.
                    pool.submit { told.signal() }
                }
            }
            for _ in 0..<20 { told.wait() }
            return try pool.submit { NativeThread.current }.result() === before
        }
        #expect(same)
    }

    /// U2.
    @Test func future_whileItsWorkIsDone_isRunning() async throws {
        let pool = ThreadPool(threads: 1)
        let states = try await onThread {
            let work = HeldWork()
            let future = try #require(work.submit(1, to: pool).first)
            work.waitUntilBegun(1)
            let during = [future.isRunning, future.isDone, future.cancel(), future.isCancelled]
            work.letGo()
            _ = try future.result()
            return during + [future.isRunning, future.isDone]
        }
        #expect(states == [true, false, false, false, false, true])
    }

    /// U1.
    @Test func cancel_ofQueuedWork_keepsItFromBeingDone() async throws {
        let pool = ThreadPool(threads: 1)
        let result = try await onThread {
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            let wasDone = Event()
            let cancelled = pool.submit { wasDone.set() }
            let next = pool.submit { 5 }
            let answers = (cancelled.cancel(), cancelled.error())
            work.letGo()
            _ = try next.result()
            return (answers.0, answers.1, wasDone.isSet)
        }
        #expect(result == (true, .cancelled, false))
    }

    /// U1, Z1: nobody waits for a worker to notice.
    @Test func cancel_ofQueuedWork_releasesItsWaitersWhileTheWorkersAreBusy() async throws {
        let pool = ThreadPool(threads: 1)
        let error = try await onThread {
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            let queued = pool.submit { 1 }
            let reader = NativeThread.spawn { queued.error() }
            waitUntilAsleep(reader.thread, on: .future)
            queued.cancel()
            let error = reader.join()
            work.letGo()
            return error
        }
        #expect(error == .cancelled)
    }

    /// X10: work may submit work.
    @Test func submit_byWorkOfThePool_isDone() async throws {
        let pool = ThreadPool(threads: 1)
        let inner = try await pool.submit { pool.submit { "inner" } }.value
        #expect(try await inner.value == "inner")
    }

    /// X21: work that waits for other work of its pool is served while a thread is left for it.
    @Test func result_inWorkOfThePool_isThereWhileAThreadIsLeft() async throws {
        let pool = ThreadPool(threads: 2)
        let value = try await pool.submit { try pool.submit { 3 }.result() + 1 }.value
        #expect(value == 4)
    }

    /// The ordering: what the caller did is visible to the body, and what the body did to the reader.
    @Test func submit_ordersWhatWasDoneBeforeIt() async throws {
        let total = try await onThread {
            final class Cell { var value = 0 }
            let pool = ThreadPool(threads: 3)
            // Unguarded on purpose: submission and result alone order the accesses.
            nonisolated(unsafe) let cell = Cell()
            for _ in 0..<200 {
                unsafe cell.value += 1
                try pool.submit { unsafe cell.value += 1 }.result()
            }
            return unsafe cell.value
        }
        #expect(total == 400)
    }

    /// The article's pool, in five lines.
    @Test func articleExample_inFiveLines_loadsEveryPage() async throws {
        let urls = (1...20).map { "https://example.org/\($0)" }
        let lengths = try await onThread {
            let pool = ThreadPool(threads: 5)
            let pages = urls.map { url in pool.submit { "page of \(url)" } }
            let lengths = try pages.map { try $0.result().count }
            pool.shutdown()
            return lengths
        }
        #expect(lengths == urls.map { $0.count + 8 })
    }
}
