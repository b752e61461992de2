// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingQueues
import ThreadingTestSupport

/// The row «all done» of the queue's table.
@Suite struct BlockingQueueTaskTests {
    /// Q7.
    @Test func join_ofAFreshQueue_returnsAtOnce() async throws {
        try await onThread { BlockingQueue<Int>().join() }
    }

    /// Q7.
    @Test func join_whileAnElementIsInTheQueue_waits() async throws {
        let queue = BlockingQueue<Int>.holding([1])
        let joined = try await onThread { queue.join(for: Delay.short) }
        #expect(!joined)
    }

    /// Q6, Q7: taking an element is not yet having done its work.
    @Test func join_afterGetWithoutTaskDone_waits() async throws {
        let queue = BlockingQueue<Int>.holding([1])
        let joined = try await onThread {
            _ = try queue.get()
            return queue.join(for: Delay.short)
        }
        #expect(!joined)
        #expect(queue.unfinishedTasks == 1)
    }

    /// Q6, Q7.
    @Test func join_byThree_wakesAllWithTheLastTaskDone() async throws {
        let queue = BlockingQueue<Int>.holding([1, 2])
        let finishedEarly = try await onThread {
            let joiners = (0..<3).map { _ in NativeThread.spawn { queue.join() } }
            for joiner in joiners { waitUntilAsleep(joiner.thread, on: .queue) }
            queue.taskDone()
            let finishedEarly = joiners.map(\.isFinished)
            queue.taskDone()
            for joiner in joiners { joiner.join() }
            return finishedEarly
        }
        #expect(finishedEarly == [false, false, false])
        #expect(queue.unfinishedTasks == 0)
    }

    /// Q7.
    @Test func joinForATime_whenTheWorkEndsInTime_isTrue() async throws {
        let queue = BlockingQueue<Int>.holding([1])
        let joined = try await onThread {
            let joiner = NativeThread.spawn { queue.join(for: Delay.medium) }
            waitUntilAsleep(joiner.thread, on: .queue)
            queue.taskDone()
            return joiner.join()
        }
        #expect(joined)
    }

    /// Q7: a queue may be joined, used again, and joined again.
    @Test func join_ofAQueueThatIsUsedAgain_waitsAgain() async throws {
        let queue = BlockingQueue<Int>.holding([1])
        let outcomes = try await onThread {
            queue.taskDone()
            var outcomes = [queue.join(for: .zero)]
            try queue.put(2)
            outcomes.append(queue.join(for: .zero))
            queue.taskDone()
            return outcomes + [queue.join(for: .zero)]
        }
        #expect(outcomes == [true, false, true])
    }

    /// Q7: it waits for «every element that was ever put», those put meanwhile included.
    @Test func join_whenMoreIsPutMeanwhile_waitsForThatToo() async throws {
        let queue = BlockingQueue<Int>.holding([1])
        let finishedEarly = try await onThread {
            let joiner = NativeThread.spawn { queue.join() }
            waitUntilAsleep(joiner.thread, on: .queue)
            try queue.put(2)
            queue.taskDone()
            let finishedEarly = joiner.isFinished
            queue.taskDone()
            joiner.join()
            return finishedEarly
        }
        #expect(!finishedEarly)
    }

    /// Q6.
    @Test func unfinishedTasks_followsPutsAndTaskDone() async throws {
        let queue = BlockingQueue<Int>.holding([1, 2])
        #expect(queue.unfinishedTasks == 2)
        _ = queue.outcomeOfGetIfAvailable()
        #expect(queue.unfinishedTasks == 2)
        queue.taskDone()
        #expect(queue.unfinishedTasks == 1)
    }

    /// Q6.
    @Test func taskDone_onAFreshQueue_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            BlockingQueue<Int>().taskDone()
        }
        #expect(result.standardError.contains("taskDone() was called more often than elements were put"))
    }

    /// Q6.
    @Test func taskDone_twiceForOneElement_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let queue = BlockingQueue<Int>()
            _ = try queue.putIfAvailable(1)
            queue.taskDone()
            queue.taskDone()
        }
        #expect(result.standardError.contains("taskDone() was called more often than elements were put"))
    }

    /// Q6, Q8: what `closeImmediately` counted as done is not to be done once more.
    @Test func taskDone_afterCloseImmediately_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let queue = BlockingQueue<Int>()
            _ = try queue.putIfAvailable(1)
            queue.closeImmediately()
            queue.taskDone()
        }
        #expect(result.standardError.contains("taskDone() was called more often than elements were put"))
    }

    /// Q7: the work of the consumers is visible to who has joined (plain memory, Thread Sanitizer's).
    @Test func join_afterTheWork_seesWhatTheConsumersDid() async throws {
        final class Sum { var value = 0 }
        let queue = BlockingQueue<Int>(capacity: 2)
        let sum = try await onThread {
            // Unguarded on purpose: `taskDone` and `join` are all that orders the accesses.
            nonisolated(unsafe) let sum = Sum()
            let consumer = NativeThread.spawn {
                for number in queue {
                    unsafe sum.value += number
                    queue.taskDone()
                }
            }
            for number in 1...100 { try queue.put(number) }
            queue.join()
            let total = unsafe sum.value
            queue.close()
            consumer.join()
            return total
        }
        #expect(sum == 5_050)
    }
}
