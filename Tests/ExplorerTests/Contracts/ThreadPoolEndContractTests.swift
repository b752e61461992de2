// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingFutures

/// What ``ThreadPool`` promises of its end, shut down or dropped, in every interleaving.
@Suite struct ThreadPoolEndContractTests {
    @Test func shutdown_ofAPoolWithoutWork_returns() throws {
        try exhaust {
            let pool = ThreadPool(threads: 2)
            pool.shutdown()
            pool.shutdown()
        }
    }

    @Test func shutdown_withWorkQueued_waitsUntilAllIsDone() throws {
        try exhaust {
            let pool = ThreadPool(threads: 1)
            let done = WatchedVariable(0)
            for _ in 1...2 { pool.submit { done.write(done.read() + 1) } }
            pool.shutdown()
            expect(done.read() == 2, "shut down before the work was done")
            expect(pool.threadCount == 0, "shut down before the threads have ended")
        }
    }

    @Test func shutdown_ofTwoThreads_waitsForBoth() throws {
        try exhaust(preemptions: 2) {
            let pool = ThreadPool(threads: 2)
            let done = AtomicCell(0)
            for _ in 1...2 { pool.submit { done.add(1) } }
            pool.shutdown()
            expect(done.load() == 2 && pool.threadCount == 0)
        }
    }

    @Test func shutdown_byTwoThreads_waitsInBoth() throws {
        try exhaust {
            let pool = ThreadPool(threads: 1)
            let done = AtomicCell(false)
            pool.submit { done.store(true) }
            let shutDown: @Sendable () -> Void = {
                pool.shutdown()
                expect(done.load(), "shut down before the work was done")
            }
            together(shutDown, shutDown)
        }
    }

    @Test func shutdownCancellingQueued_leavesNoFutureUndone() throws {
        // The second is never done where the first is not.
        try exhaust([[true, true], [true, false], [false, false]]) {
            let pool = ThreadPool(threads: 1)
            let runs = AtomicCell(0)
            let futures = (1...2).map { number in
                pool.submit {
                    runs.add(1)
                    return number
                }
            }
            pool.shutdown(cancellingQueued: true)
            let wereRun = futures.enumerated().map { index, future in
                expect(future.isDone, "a future was left undone")
                if future.isCancelled {
                    expectError(FutureError.cancelled, in: Result { try future.result() })
                    return false
                }
                expect((try? future.result()) == index + 1)
                return true
            }
            expect(runs.load() == wereRun.count { $0 }, "cancelled work was run, or the other way round")
            return wereRun
        }
    }

    @Test func shutdownCancellingQueued_whileOneWaitsForTheResult_releasesIt() throws {
        try exhaust([true, false]) {
            let pool = ThreadPool(threads: 1)
            let future = pool.submit { 42 }
            let reader = NativeThread.spawn { (try? future.result()) == 42 }
            pool.shutdown(cancellingQueued: true)
            let wasRun = reader.join()
            expect(wasRun != future.isCancelled)
            return wasRun
        }
    }

    @Test func submit_afterShutdown_failsItsFuture() throws {
        try exhaust {
            let pool = ThreadPool(threads: 1)
            pool.submit {}
            pool.shutdown()
            let late = pool.submit { 42 }
            expectError(PoolError.shutDown, in: Result { try late.result() })
            expect(pool.threadCount == 0)
        }
    }

    @Test func submit_whileAnotherShutsDown_isDoneOrFails() throws {
        try exhaust([true, false]) {
            let pool = ThreadPool(threads: 1)
            let closing = NativeThread.spawn { pool.shutdown() }
            let future = pool.submit { 42 }
            let result = Result { try future.result() }
            closing.join()
            // The one who shut down may have been first; the thread of the pool must end in either case.
            if case .success(let value) = result {
                expect(value == 42)
                return true
            }
            expectError(PoolError.shutDown, in: result)
            return false
        }
    }

    @Test func submit_ofWorkThatSubmits_whileTheOtherShutsDown_leavesNoFutureUndone() throws {
        try exhaust([true, false]) {
            let pool = ThreadPool(threads: 1)
            let outer = pool.submit { pool.submit { 42 } }
            pool.shutdown()
            let inner = try outer.result()
            expect(inner.isDone, "a future was left undone")
            return (try? inner.result()) == 42
        }
    }

    @Test func pool_thatIsDropped_doesWhatItHas() throws {
        try exhaust {
            let done = AtomicCell(0)
            let futures = dropPool { pool in (1...2).map { _ in pool.submit { done.add(1) } } }
            expect(try futures.map { try $0.result() } == [1, 2])
            expect(done.load() == 2)
        }
    }

    @Test func pool_thatIsDroppedByItsOwnWork_endsAllTheSame() throws {
        try exhaust {
            // The work keeps the pool, and may be the last to do so.
            let future = dropPool { pool in pool.submit { pool.name } }
            expect(try future.result() == "ThreadPool")
        }
    }
}

/// Makes a pool of one thread, gives it work, and drops it.
private func dropPool<Result>(_ use: (ThreadPool) -> Result) -> Result {
    use(ThreadPool(threads: 1))
}
