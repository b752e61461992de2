// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

@testable import ThreadingCore

/// The algorithm of conditions and the lock below it, word by word.
@Suite struct WaiterListExplorations {
    /// What the threads share; the lock guards the numbers.
    private final class Shared: @unchecked Sendable {
        // Unchecked: guarded by `lock`, which the exploration checks.
        let lock: ExploredLock
        let list = WaiterList<ExploredWord>()
        var items = 0
        var timedOut = 0

        init(isFair: Bool) {
            lock = ExploredLock(isFair: isFair)
        }

        /// A wait as `WaiterQueue` does it; the caller holds the lock.
        func wait(until deadline: Deadline = .never) -> Bool {
            let end = list.wait(until: deadline, for: WaitReason(.condition, object: 1)) { lock.unlock() }
            lock.relock(wasMoved: end == .moved)
            lock.touch()
            return end != .timedOut
        }

        func notify(_ count: Int) { list.notify(count, lock: lock.word) }
    }

    /// Runs the bodies on threads of their own, under every schedule with at most so many preemptions.
    ///
    /// The first release that sees a sleeper hands the lock over, and later ones do not.
    private func exhaust(preemptions: Int?, _ bodies: [@Sendable (Shared) -> Void]) throws {
        let report = try explore(
            .exhaustive,
            preemptions: preemptions,
            schedules: 200_000,
            timeLimit: .seconds(900)
        ) {
            let shared = Shared(isFair: true)
            let handles = bodies.map { body in NativeThread.spawn { body(shared) } }
            for handle in handles { handle.join() }
            shared.lock.expectFree()
            expect(shared.list.isEmpty, "a waiter is left in the list")
        }
        #expect(report.isExhausted, "\(report)")
    }

    private static let taker: @Sendable (Shared) -> Void = { shared in
        shared.lock.locked {
            while shared.items == 0 { _ = shared.wait() }
            shared.items -= 1
        }
    }

    private static func giver(_ items: Int, notifying count: Int) -> @Sendable (Shared) -> Void {
        { shared in
            shared.lock.locked {
                shared.items += items
                shared.notify(count)
            }
        }
    }

    /// A wait that may be too late; whoever was notified finds an item.
    private static let timedTaker: @Sendable (Shared) -> Void = { shared in
        shared.lock.locked {
            if shared.items > 0 { return }
            if shared.wait(until: Deadline(after: .seconds(1))) {
                expect(shared.items > 0, "a waiter returned for no reason")
            } else {
                shared.timedOut += 1
            }
        }
    }

    /// C2, C4.
    @Test func notify_oneWaiter_everySchedule() throws {
        try exhaust(preemptions: nil, [Self.taker, Self.giver(1, notifying: 1)])
    }

    /// C2, X4.
    @Test func notify_aWaiterThatMayBeLate_everySchedule() throws {
        try exhaust(preemptions: nil, [Self.timedTaker, Self.giver(1, notifying: 1)])
    }

    /// C4: one is woken, and the other made a sleeper of the lock.
    @Test func notifyAll_twoWaiters_everyScheduleWithTwoPreemptions() throws {
        try exhaust(preemptions: 2, [Self.taker, Self.taker, Self.giver(2, notifying: .max)])
    }

    /// C2, C4: a broadcast while one gives up.
    @Test func notifyAll_withATimeout_everyScheduleWithTwoPreemptions() throws {
        try exhaust(preemptions: 2, [Self.taker, Self.timedTaker, Self.giver(2, notifying: .max)])
    }
}
