// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingFutures

/// What schedules of pools promise, in every interleaving and on the virtual clock.
@Suite struct ScheduleContractTests {
    @Test func schedule_whileItIsCancelled_isDoneOrCancelled() throws {
        // Bounded: three threads, of which one is the timer's.
        try exhaust(["done", "cancelled"], preemptions: 1) {
            let pool = ThreadPool(threads: 1)
            let did = AtomicCell(false)
            let future = pool.schedule(after: .seconds(1)) { did.store(true) }
            NativeThread.sleep(for: .seconds(1))
            let isCancelled = future.cancel()
            _ = future.outcome()
            pool.shutdown()
            expect(isCancelled != did.load(), "done and cancelled, or neither")
            return isCancelled ? "cancelled" : "done"
        }
    }

    @Test func schedule_whileThePoolIsShutDown_hasAnOutcome() throws {
        try exhaust(["done", "cancelled"], preemptions: 1) {
            let pool = ThreadPool(threads: 1)
            let future = pool.schedule(after: .seconds(1)) { "done" }
            NativeThread.sleep(for: .seconds(1))
            pool.shutdown()
            switch future.outcome() {
            case .success(let text): return text
            case .failure: return "cancelled"
            }
        }
    }

    /// Runs take three intervals: the times that pass meanwhile are made up for by one run.
    @Test func schedule_atAFixedRateWhoseRunsAreLate_doesNotPileUp() throws {
        try exhaust([3], preemptions: 0) {
            let pool = ThreadPool(threads: 1)
            let runs = AtomicCell(0)
            let future = pool.schedule(every: .seconds(1)) {
                runs.add(1)
                NativeThread.sleep(for: .seconds(3))
            }
            NativeThread.sleep(for: .milliseconds(9_500))
            future.cancel()
            pool.shutdown()
            return runs.load()
        }
    }

    @Test func schedule_withAFixedDelay_waitsAfterEachRun() throws {
        try exhaust([3], preemptions: 0) {
            let pool = ThreadPool(threads: 1)
            let runs = AtomicCell(0)
            let future = pool.schedule(every: .seconds(1), .fixedDelay) {
                runs.add(1)
                NativeThread.sleep(for: .seconds(2))
            }
            // At 1, 4 and 7.
            NativeThread.sleep(for: .milliseconds(9_500))
            future.cancel()
            pool.shutdown()
            return runs.load()
        }
    }
}
