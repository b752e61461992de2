// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingFutures
import ThreadingTestSupport

/// Work that a pool does later, or again and again.
///
/// Beyond Python: ask 24, row 18 of what others have.
@Suite struct ScheduleTests {
    private struct Oops: Error {}

    @Test func schedule_afterATime_isDoneByThePool() async throws {
        let pool = ThreadPool(threads: 1, name: "later")
        let begin = ContinuousClock.now
        let name = pool.schedule(after: Delay.short) { NativeThread.current.name }
        #expect(try await name.value == "later-1")
        #expect(ContinuousClock.now - begin >= Delay.short)
        try await onThread { pool.shutdown() }
    }

    @Test func schedule_thatIsCancelled_isNotDone() async throws {
        let pool = ThreadPool(threads: 1)
        let did = AtomicCell(false)
        let future = pool.schedule(after: .seconds(600)) { did.store(true) }
        #expect(future.cancel())
        #expect(future.isCancelled)
        try await onThread { pool.shutdown() }
        #expect(!did.load())
    }

    @Test func shutdown_cancelsWhatIsNotDue() async throws {
        let pool = ThreadPool(threads: 1)
        let later = pool.schedule(after: .seconds(600)) {}
        let repeated = pool.schedule(every: .seconds(600)) {}
        try await onThread { pool.shutdown() }
        await #expect(throws: FutureError.cancelled) { try await later.value }
        await #expect(throws: FutureError.cancelled) { try await repeated.value }
        await #expect(throws: PoolError.shutDown) { try await pool.schedule(after: .zero) {}.value }
        await #expect(throws: PoolError.shutDown) { try await pool.schedule(every: .seconds(1)) {}.value }
    }

    @Test func pool_thatIsDropped_cancelsWhatIsNotDue() async throws {
        var pool: ThreadPool? = ThreadPool(threads: 1)
        let later = pool?.schedule(after: .seconds(600)) {}
        pool = nil
        await #expect(throws: FutureError.cancelled) { try await later?.value }
    }

    @Test(arguments: [SchedulePace.fixedRate, .fixedDelay])
    func schedule_again_isDoneUntilItThrows(_ pace: SchedulePace) async throws {
        let pool = ThreadPool(threads: 1)
        let runs = AtomicCell(0)
        let future = pool.schedule(every: .milliseconds(1), pace, atOnce: true) {
            if runs.add(1) == 5 { throw Oops() }
        }
        await #expect(throws: Oops.self) { try await future.value }
        #expect(runs.load() == 5)
        try await onThread { pool.shutdown() }
    }

    @Test func cancel_ofWhatIsDoneAgain_endsIt() async throws {
        let pool = ThreadPool(threads: 1)
        // On a thread: this task has its turns after those of all other tests, and the work would go on until then.
        let (isCancelled, isDoneLater) = try await onThread {
            let runs = Semaphore(value: 0)
            let future = pool.schedule(every: .milliseconds(1)) { runs.signal() }
            for _ in 0..<3 { runs.wait() }
            let isCancelled = future.cancel()
            pool.shutdown()
            while runs.waitIfAvailable() {}
            return (isCancelled, runs.wait(for: Delay.short))
        }
        #expect(isCancelled)
        #expect(!isDoneLater)
    }

    @Test func interval_thatIsNotPositive_isMisuse() async throws {
        await #expect(processExitsWith: .failure) {
            ThreadPool(threads: 1).schedule(every: .zero) {}
        }
    }
}
