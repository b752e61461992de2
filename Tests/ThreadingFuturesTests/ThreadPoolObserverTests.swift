// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingFutures
import ThreadingTestSupport

/// Observers of pools.
@Suite struct ThreadPoolObserverTests {
    private struct Oops: Error {}

    /// Writes down what it is told.
    private final class Recorder: ThreadPoolObserver {
        private let events = Locked<[String]>([])

        var told: [String] { events.withLock { $0 } }

        private func note(_ event: String) { events.withLock { $0.append(event) } }

        func threadDidStart(in pool: String, threads: Int) { note("\(pool) start \(threads)") }
        func threadWillEnd(in pool: String, threads: Int) { note("\(pool) end \(threads)") }
        func taskWasSubmitted(to pool: String, queued: Int) { note("\(pool) submitted \(queued)") }
        func taskWasRejected(by pool: String, because error: PoolError) { note("\(pool) rejected \(error)") }
        func taskWillRun(in pool: String, waited: Duration) { note("\(pool) run \(waited >= .zero)") }
        func taskDidRun(in pool: String, took: Duration, failure: (any Error)?) {
            note("\(pool) ran \(took >= .zero) \(failure.map { "\($0)" } ?? "-")")
        }
        func initializerDidFail(in pool: String, with error: any Error) { note("\(pool) failed \(error)") }
    }

    /// Hears nothing.
    private struct Deaf: ThreadPoolObserver {}

    private func pool(_ recorder: Recorder) -> ThreadPool {
        var options = ThreadPoolOptions(maximumThreads: 1, name: "p")
        options.observers = [Deaf(), recorder]
        return ThreadPool(options)
    }

    @Test func observers_areToldOfAThreadAndItsTask() async throws {
        let recorder = Recorder()
        let pool = pool(recorder)
        try await onThread {
            _ = try pool.submit { 1 }.result()
            pool.shutdown()
        }
        // That it was submitted is told by the submitter, who may come late.
        let others = recorder.told.filter { $0 != "p submitted 1" }
        #expect(others == ["p start 1", "p run true", "p ran true -", "p end 0"])
        #expect(recorder.told.contains("p submitted 1"))
    }

    @Test func taskDidRun_ofWorkThatThrew_hasTheError() async throws {
        let recorder = Recorder()
        let pool = pool(recorder)
        try await onThread { _ = pool.submit { throw Oops() }.outcome() }
        #expect(recorder.told.contains("p ran true Oops()"))
    }

    @Test func taskWasRejected_afterShutdown_hasTheError() async throws {
        let recorder = Recorder()
        let pool = pool(recorder)
        try await onThread {
            pool.shutdown()
            _ = pool.submit { 1 }.outcome()
        }
        #expect(recorder.told == ["p rejected \(PoolError.shutDown)"])
    }

    /// Cancelled work is not run, and nobody is told that it was.
    @Test func cancel_ofQueuedWork_isNotToldAsRun() async throws {
        let recorder = Recorder()
        let pool = pool(recorder)
        try await onThread {
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            pool.submit { 1 }.cancel()
            work.letGo()
            pool.shutdown()
        }
        #expect(recorder.told.count { $0 == "p run true" } == 1)
    }

    /// An observer holds no lock: it may ask the pool, and give it work.
    @Test func observers_mayUseThePool() async throws {
        final class Asking: ThreadPoolObserver {
            let pool = Locked<ThreadPool?>(nil)
            let counts = Locked<[Int]>([])

            func taskDidRun(in name: String, took: Duration, failure: (any Error)?) {
                guard let pool = pool.withLock({ $0 }) else { return }
                let count = pool.statistics.threads
                counts.withLock { $0.append(count) }
                if self.counts.withLock({ $0.count }) == 1 { pool.submit {} }
            }
        }
        let asking = Asking()
        var options = ThreadPoolOptions(maximumThreads: 1)
        options.observers = [asking]
        let pool = ThreadPool(options)
        try await onThread {
            asking.pool.withLock { $0 = pool }
            pool.submit {}
            waitUntil { asking.counts.withLock { $0.count } == 2 }
            asking.pool.withLock { $0 = nil }
            pool.shutdown()
        }
        #expect(asking.counts.withLock { $0 } == [1, 1])
    }

    /// X18.
    @Test func initializerDidFail_isToldWithTheError() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            blocking {
                let recorder = Recorder()
                var options = ThreadPoolOptions(maximumThreads: 1, name: "p")
                options.observers = [recorder]
                options.initializer = { throw Oops() }
                NativeThread.unhandledErrorHook = { _, _ in }
                let pool = ThreadPool(options)
                _ = pool.submit { 1 }.outcome()
                pool.shutdown()
                let failures = recorder.told.count { $0 == "p failed Oops()" }
                let starts = recorder.told.count { $0.hasPrefix("p start") }
                let ends = recorder.told.count { $0.hasPrefix("p end") }
                precondition(failures == 3 && starts == 3 && ends == 3, "\(recorder.told)")
                precondition(recorder.told.contains { $0.hasPrefix("p rejected") })
            }
            ExitTestLimits.exitWithSuccess()
        }
        #expect(result != nil)
    }
}
