// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// Shutdowns with a deadline.
@Suite struct ThreadPoolDeadlineTests {
    /// X15, ask 16.
    @Test func shutdownForATime_whenAllIsDone_isComplete() async throws {
        let pool = ThreadPool(threads: 2)
        let rest = try await onThread {
            _ = try pool.submit { 1 }.result()
            return pool.shutdown(for: Delay.medium)
        }
        #expect(rest.isComplete && rest.running == 0 && rest.queued.isEmpty && rest.cancelled.isEmpty)
    }

    /// Ask 16, Z8: what is left is named, and is done all the same.
    @Test func shutdownForATime_whenWorkIsLeft_saysWhich() async throws {
        let pool = ThreadPool(threads: 1)
        try await onThread { () throws in
            let work = HeldWork()
            let running = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            let number = pool.submit { 1 }
            let text = pool.submit { "two" }
            let rest = pool.shutdown(for: Delay.short)
            #expect(!rest.isComplete && rest.running == 1 && rest.cancelled.isEmpty)
            #expect(rest.queued.map { ObjectIdentifier($0) } == [ObjectIdentifier(number), ObjectIdentifier(text)])
            #expect(rest.queued.last as? Future<String> === text)
            work.letGo()
            pool.shutdown()
            #expect(try running[0].result() == 0 && number.result() == 1 && text.result() == "two")
        }
    }

    /// Ask 16, Z1: what was cancelled is named, and its waiters are released.
    @Test func shutdownForZeroCancelling_saysWhatWasCancelled() async throws {
        let pool = ThreadPool(threads: 1)
        try await onThread { () throws in
            let work = HeldWork()
            let running = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            let queued = (0..<3).map { number in pool.submit { number } }
            let reader = NativeThread.spawn { queued[2].error() }
            let rest = pool.shutdown(for: .zero, cancellingQueued: true)
            #expect(!rest.isComplete && rest.running == 1 && rest.queued.isEmpty)
            #expect(rest.cancelled.map { ObjectIdentifier($0) } == queued.map { ObjectIdentifier($0) })
            #expect(rest.cancelled.allSatisfy { $0.isCancelled && $0.isDone && !$0.isRunning && $0.cancel() })
            #expect(reader.join() == .cancelled)
            work.letGo()
            let last = pool.shutdown(for: nil)
            #expect(last.isComplete)
            #expect(try running[0].result() == 0)
        }
    }

    /// Ask 16.
    @Test func shutdownUntil_aPastInstant_doesNotWait() async throws {
        let pool = ThreadPool(threads: 1)
        try await onThread {
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            #expect(!pool.shutdown(until: .now - .seconds(1)).isComplete)
            work.letGo()
            #expect(pool.shutdown(until: .now + Delay.medium).isComplete)
        }
    }

    /// Ask 16, ask 23: a request to stop ends the wait as its deadline does.
    @Test func shutdownForATime_whenTheCallerIsAskedToStop_returns() async throws {
        let pool = ThreadPool(threads: 1)
        try await onThread {
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            let closer = NativeThread.spawn { pool.shutdown(for: nil).isComplete }
            waitUntilAsleep(closer.thread, on: .join)
            closer.requestStop()
            #expect(!closer.join())
            work.letGo()
        }
    }

    /// X15.
    @Test func shutdownForATime_byWorkOfThePool_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            let pool = ThreadPool(threads: 1, name: "own")
            try await pool.submit { _ = pool.shutdown(for: .zero) }.value
        }
        #expect(result.standardError.contains("was shut down by its own thread \"own-1\", which would wait for itself"))
    }
}
