// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// The gate of a pool, word by word: no task is left while a worker sleeps, and each is taken once.
@Suite struct PoolGateExplorations {
    private func exhaust(preemptions: Int?, _ body: @escaping @Sendable () -> Void) throws {
        let report = try explore(
            .exhaustive,
            preemptions: preemptions,
            schedules: 300_000,
            timeLimit: .seconds(900),
            body
        )
        #expect(report.isExhausted, "\(report)")
    }

    /// Submitting against going to sleep.
    @Test func submit_besideAWorkerThatGoesToSleep_everySchedule() throws {
        try exhaust(preemptions: nil) {
            let pool = GatedPool(most: 1)
            let worker = NativeThread.spawn { pool.take() }
            expect(pool.submit(1), "an open pool has refused a task")
            expect(worker.join() == 1, "the worker has taken something else")
            expect(pool.rest == [], "more than was submitted")
        }
    }

    /// The same, with a second task that comes while the first is being taken: in their order.
    @Test func submit_ofTwoBesideOneWorker_keepsTheirOrder() throws {
        try exhaust(preemptions: 3) {
            let pool = GatedPool(most: 2)
            let worker = NativeThread.spawn { [pool.take(), pool.take()] }
            expect(pool.submit(1) && pool.submit(2), "an open pool has refused a task")
            expect(worker.join() == [1, 2], "not in their order")
        }
    }

    /// The first task waits for the second: so whoever takes the one has to wake another worker for the other.
    @Test func submit_ofTwoThatNeedTwoWorkers_wakesBoth() throws {
        try exhaust(preemptions: 2) {
            let pool = GatedPool(most: 2)
            let hasBegun = Event()
            let run: @Sendable () -> UInt? = {
                let task = pool.take()
                if task == 1 { hasBegun.wait() } else { hasBegun.set() }
                return task
            }
            let one = NativeThread.spawn(run)
            let two = NativeThread.spawn(run)
            expect(pool.submit(1) && pool.submit(2), "an open pool has refused a task")
            expect(Set([one.join(), two.join()]) == [1, 2], "a task was taken twice, or not at all")
        }
    }

    @Test func submit_byTwoBesideTwoWorkers_isTakenOnceEach() throws {
        try exhaust(preemptions: 1) {
            let pool = GatedPool(most: 2)
            let workers = (0..<2).map { _ in NativeThread.spawn { pool.take() } }
            let other = NativeThread.spawn { pool.submit(2) }
            expect(pool.submit(1), "an open pool has refused a task")
            expect(other.join(), "an open pool has refused a task")
            expect(Set(workers.map { $0.join() }) == [1, 2], "a task was taken twice, or not at all")
        }
    }

    /// What is submitted is done, or its submitter is told.
    @Test func submit_besideTheEndOfThePool_isDoneOrRefused() throws {
        try exhaust(preemptions: 3) {
            let pool = GatedPool(most: 1)
            let worker = NativeThread.spawn { pool.take() }
            let closer = NativeThread.spawn { pool.close() }
            let isTaken = pool.submit(1)
            closer.join()
            expect(worker.join() == (isTaken ? 1 : nil), "a task was lost, or done although it was refused")
            expect(pool.rest == [], "something was left")
        }
    }

    /// The last worker leaves: either it takes the task after all, or the submitter finds the gate shut, and sees to it.
    @Test func submit_besideAWorkerThatLeaves_isSeenByOneOfThem() throws {
        try exhaust(preemptions: nil) {
            let pool = GatedPool(most: 1)
            let worker = NativeThread.spawn { pool.leave() }
            expect(pool.submit(1), "an open pool has refused a task")
            let taken = worker.join()
            // What the submitter has seen to is in the backlog, for the thread that it starts.
            expect((taken.map { [$0] } ?? []) + pool.rest == [1], "a task was lost, or taken twice")
        }
    }
}
