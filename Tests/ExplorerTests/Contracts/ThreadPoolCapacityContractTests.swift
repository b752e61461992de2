// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingFutures

/// A ``ThreadPool`` with a bounded queue, in every interleaving.
@Suite struct ThreadPoolCapacityContractTests {
    /// Z8, ask 7.
    @Test func submit_toAFullPool_waitsForAPlace() throws {
        try exhaust {
            let pool = bounded(to: 0, .wait)
            let done = AtomicCell(0)
            let futures = (1...2).map { _ in pool.submit { done.add(1) } }
            expect(try futures.map { try $0.result() } == [1, 2])
            pool.shutdown()
        }
    }

    /// Ask 7: two that wait for one place, and none is forgotten.
    @Test func submit_ofTwoToAFullPool_isDoneForBoth() throws {
        try exhaust(preemptions: 1) {
            let pool = bounded(to: 0, .wait)
            let done = AtomicCell(0)
            pool.submit { done.add(1) }
            let submit: @Sendable () -> Void = { pool.submit { done.add(1) } }
            together(submit, submit)
            pool.shutdown()
            expect(done.load() == 3, "work was left out")
        }
    }

    /// X15, ask 7: those who wait for a place are released.
    @Test func shutdown_whileOneWaitsForAPlace_isDoneOrRefused() throws {
        try exhaust([true, false]) {
            let pool = bounded(to: 0, .wait)
            let mayEnd = Event()
            pool.submit { mayEnd.wait() }
            let submitter = NativeThread.spawn { Result { try pool.submit { 1 }.result() } }
            let closer = NativeThread.spawn { pool.shutdown() }
            mayEnd.set()
            let result = submitter.join()
            closer.join()
            if case .success(let value) = result {
                expect(value == 1)
                return true
            }
            expectError(PoolError.shutDown, in: result)
            return false
        }
    }

    /// Ask 7.
    @Test func submit_toAFullPoolThatRejects_isDoneOrFails() throws {
        try exhaust([true, false]) {
            let pool = bounded(to: 0, .reject)
            pool.submit {}
            let result = Result { try pool.submit { 1 }.result() }
            pool.shutdown()
            if (try? result.get()) == 1 { return true }
            expectError(PoolError.full, in: result)
            return false
        }
    }

    /// Ask 7.
    @Test func submit_toAFullPoolWhoseCallersWork_isDoneByEither() throws {
        try exhaust(["ThreadPool-1", "main"]) {
            let pool = bounded(to: 0, .runInCaller)
            pool.submit {}
            let name = try pool.submit { NativeThread.current.name }.result()
            pool.shutdown()
            return name == "ThreadPool-1" ? name : "main"
        }
    }

    /// Ask 7, X21: a pool's own thread does not wait for a place.
    @Test func submit_byWorkOfAFullPool_isDoneByItself() throws {
        try exhaust {
            let pool = bounded(to: 0, .wait)
            let outer = pool.submit { pool.submit { NativeThread.current.name } }
            expect(try outer.result().result() == "ThreadPool-1")
            pool.shutdown()
        }
    }

    /// Ask 7, U1: cancelled work gives its place to the one who waits for it.
    @Test func cancel_ofQueuedWork_makesAPlace() throws {
        try exhaust {
            let pool = bounded(to: 1, .wait)
            let mayEnd = Event()
            pool.submit { mayEnd.wait() }
            let queued = pool.submit { 1 }
            let submitter = NativeThread.spawn { pool.submit { 2 } }
            // Nothing else makes a place: the thread of the pool waits until the submitter has come back.
            expect(queued.cancel())
            let last = submitter.join()
            mayEnd.set()
            expect(try last.result() == 2)
            pool.shutdown()
        }
    }

    /// Ask 23: a request to stop ends the wait for a place.
    @Test func submit_whileAskedToStop_isDoneOrRefused() throws {
        try exhaust([true, false]) {
            let pool = bounded(to: 0, .wait)
            let mayEnd = Event()
            pool.submit { mayEnd.wait() }
            let submitter = NativeThread.spawn { pool.submit { 1 } }
            submitter.requestStop()
            mayEnd.set()
            let result = Result { try submitter.join().result() }
            pool.shutdown()
            if (try? result.get()) == 1 { return true }
            expectError(PoolError.full, in: result)
            return false
        }
    }
}

private func bounded(to capacity: Int, _ policy: ThreadPoolOptions.FullPolicy) -> ThreadPool {
    var options = ThreadPoolOptions(maximumThreads: 1)
    options.keepAlive = nil
    options.capacity = capacity
    options.whenFull = policy
    return ThreadPool(options)
}
