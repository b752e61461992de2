// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

@testable import ThreadingQueues

/// What happens at the very deadline: a waiter has given up, and before it is off the list of those who wait, what it
/// waited for comes.
///
/// The test holds the list's lock in the place of another thread, so that this is no matter of luck.
@Suite struct BlockingQueueDeadlineTests {
    /// Q3.
    @Test func get_whenAnElementComesAtTheDeadline_givesIt() async throws {
        let outcome = try await onThread {
            atTheDeadline(
                of: { BlockingQueue<Int>() },
                \.buffer.elementCame,
                { $0.outcomeOfGet(for: Delay.short) },
                { _ = $0.outcomeOfPut(3) }
            )
        }
        #expect(outcome == .got(3))
    }

    /// Q3, Q8.
    @Test func get_whenTheQueueIsClosedAtTheDeadline_throws() async throws {
        let outcome = try await onThread {
            atTheDeadline(
                of: { BlockingQueue<Int>() },
                \.buffer.elementCame,
                { $0.outcomeOfGet(for: Delay.short) },
                { $0.close() }
            )
        }
        #expect(outcome == .closed)
    }

    /// Q2.
    @Test func put_whenRoomComesAtTheDeadline_puts() async throws {
        let outcome = try await onThread {
            atTheDeadline(
                of: { BlockingQueue<Int>.holding([1], capacity: 1) },
                \.buffer.roomCame,
                { $0.outcomeOfPut(2, for: Delay.short) },
                { _ = $0.outcomeOfGet() }
            )
        }
        #expect(outcome == .put)
    }

    /// Q2, Q8.
    @Test func put_whenTheQueueIsClosedAtTheDeadline_throws() async throws {
        let outcome = try await onThread {
            atTheDeadline(
                of: { BlockingQueue<Int>.holding([1], capacity: 1) },
                \.buffer.roomCame,
                { $0.outcomeOfPut(2, for: Delay.short) },
                { $0.close() }
            )
        }
        #expect(outcome == .closed)
    }

    /// Q7.
    @Test func join_whenTheWorkEndsAtTheDeadline_isTrue() async throws {
        let joined = try await onThread {
            atTheDeadline(
                of: { BlockingQueue<Int>.holding([1]) },
                \.allDone,
                { $0.join(for: Delay.short) },
                { $0.taskDone() }
            )
        }
        #expect(joined)
    }

    /// Holds the lock until the wait is over and its thread wants the lock, and makes the change then; that, too, wants
    /// the lock, to tell of it.
    ///
    /// Tries again where the thread was through before the lock was taken.
    private func atTheDeadline<Answer: Sendable>(
        of makeQueue: () -> BlockingQueue<Int>,
        _ event: (BlockingQueue<Int>) -> QueueEvent,
        _ wait: @escaping @Sendable (BlockingQueue<Int>) -> Answer,
        _ change: @escaping @Sendable (BlockingQueue<Int>) -> Void
    ) -> Answer {
        while true {
            let queue = makeQueue()
            let waiter = NativeThread.spawn { wait(queue) }
            waitUntilAsleepOrEnded(waiter, on: .queue)
            let event = event(queue)
            event.lock.lock()
            waitUntilAsleepOrEnded(waiter, onLock: event.lock.identity)
            let isInTime = !waiter.isFinished
            let changer = NativeThread.spawn { change(queue) }
            waitUntilAsleepOrEnded(changer, onLock: event.lock.identity)
            event.lock.unlock()
            changer.join()
            let answer = waiter.join()
            if isInTime { return answer }
        }
    }
}
