// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

@testable import ThreadingCore

/// The algorithm of locks, word by word: one thread at a time, no wake-up lost, and a free word in the end.
@Suite struct LockWordExplorations {
    /// How a thread takes the lock, and how often.
    struct Visit: Sendable {
        var rounds = 1
        var isTimed = false
    }

    private func visits(_ threads: [Visit], isFair: Bool) -> @Sendable () -> Void {
        {
            let lock = ExploredLock(isFair: isFair)
            let handles = threads.map { thread in
                NativeThread.spawn {
                    for _ in 0..<thread.rounds {
                        let deadline = thread.isTimed ? Deadline(after: .seconds(1)) : .never
                        guard lock.lock(until: deadline) else { continue }
                        lock.touch()
                        lock.unlock()
                    }
                }
            }
            for handle in handles { handle.join() }
            lock.expectFree()
        }
    }

    private func exhaust(_ threads: [Visit], preemptions: Int?) throws {
        for isFair in [false, true] {
            let report = try explore(
                .exhaustive,
                preemptions: preemptions,
                schedules: 200_000,
                timeLimit: .seconds(900),
                visits(threads, isFair: isFair)
            )
            #expect(report.isExhausted, "\(report)")
        }
    }

    /// L1, L2.
    @Test func lock_byTwoThreads_everySchedule() throws {
        try exhaust([Visit(), Visit()], preemptions: nil)
    }

    /// L1, L2, X5.
    @Test func lock_byTwoThreadsTwice_everySchedule() throws {
        try exhaust([Visit(rounds: 2), Visit()], preemptions: nil)
    }

    /// L1, L2: one that gives up.
    @Test func lock_withATimeout_everySchedule() throws {
        try exhaust([Visit(), Visit(isTimed: true)], preemptions: nil)
    }

    /// L1, L2, X5: two sleepers, and one that takes the lock before them.
    @Test func lock_byThreeThreads_everyScheduleWithTwoPreemptions() throws {
        try exhaust([Visit(), Visit(), Visit()], preemptions: 2)
    }

    /// L1, L2: somebody to be woken who has just given up.
    @Test func lock_byThreeThreadsWithATimeout_everyScheduleWithTwoPreemptions() throws {
        try exhaust([Visit(), Visit(), Visit(isTimed: true)], preemptions: 2)
    }
}
