// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

@testable import ThreadingQueues

/// What happens at the very deadline: a waiter has given up, and before it has the lock again what it
/// waited for comes, without a notice, since it is no longer in the line.
///
/// The test holds the queue's lock in the place of another thread, so that this is no matter of luck.
@Suite struct BlockingQueueDeadlineTests {
    /// Q3.
    @Test func get_whenAnElementComesAtTheDeadline_givesIt() async throws {
        let outcome = try await onThread {
            atTheDeadline(
                of: { BlockingQueue<Int>() },
                { $0.outcomeOfGet(for: Delay.short) },
                { $0.append(3) }
            )
        }
        #expect(outcome == .got(3))
    }

    /// Q3, Q8.
    @Test func get_whenTheQueueIsClosedAtTheDeadline_throws() async throws {
        let outcome = try await onThread {
            atTheDeadline(
                of: { BlockingQueue<Int>() },
                { $0.outcomeOfGet(for: Delay.short) },
                { $0.markClosed() }
            )
        }
        #expect(outcome == .closed)
    }

    /// Q2.
    @Test func put_whenRoomComesAtTheDeadline_puts() async throws {
        let outcome = try await onThread {
            atTheDeadline(
                of: { BlockingQueue<Int>.holding([1], capacity: 1) },
                { $0.outcomeOfPut(2, for: Delay.short) },
                { _ = $0.removeFirst() }
            )
        }
        #expect(outcome == .put)
    }

    /// Q2, Q8.
    @Test func put_whenTheQueueIsClosedAtTheDeadline_throws() async throws {
        let outcome = try await onThread {
            atTheDeadline(
                of: { BlockingQueue<Int>.holding([1], capacity: 1) },
                { $0.outcomeOfPut(2, for: Delay.short) },
                { $0.markClosed() }
            )
        }
        #expect(outcome == .closed)
    }

    /// Q7.
    @Test func join_whenTheWorkEndsAtTheDeadline_isTrue() async throws {
        let joined = try await onThread {
            atTheDeadline(
                of: { BlockingQueue<Int>.holding([1]) },
                { $0.join(for: Delay.short) },
                { $0.finish(1) }
            )
        }
        #expect(joined)
    }

    /// Q3: an element that is snatched at the deadline leaves the getter empty-handed, and not waiting.
    @Test func get_whenTheElementIsGoneAtTheDeadline_isNil() async throws {
        let outcome = try await onThread {
            atTheDeadline(
                of: { BlockingQueue<Int>() },
                { $0.outcomeOfGet(for: Delay.short) },
                { queue in
                    queue.append(3)
                    _ = queue.removeFirst()
                }
            )
        }
        #expect(outcome == .nothingInTime)
    }

    /// Holds the lock until the wait is over and its thread wants the lock, and makes the change then.
    ///
    /// Tries again where the thread was through before the lock was taken.
    private func atTheDeadline<Answer: Sendable>(
        of makeQueue: () -> BlockingQueue<Int>,
        _ wait: @escaping @Sendable (BlockingQueue<Int>) -> Answer,
        _ change: (BlockingQueue<Int>) -> Void
    ) -> Answer {
        while true {
            let queue = makeQueue()
            let waiter = NativeThread.spawn { wait(queue) }
            waitUntilAsleepOrEnded(waiter, on: .queue)
            queue.lock.lock()
            waitUntilAsleepOrEnded(waiter, on: .lock)
            let isInTime = !waiter.isFinished
            if isInTime { change(queue) }
            queue.lock.unlock()
            let answer = waiter.join()
            if isInTime { return answer }
        }
    }
}
