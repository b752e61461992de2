// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingQueues
import ThreadingTestSupport

/// Closing, both ways.
@Suite struct BlockingQueueCloseTests {
    /// Q8.
    @Test func close_ofAFreshQueue_isFinal() {
        let queue = BlockingQueue<Int>()
        queue.close()
        #expect(queue.isClosed)
    }

    /// Q8.
    @Test func close_twice_changesNothing() {
        let queue = BlockingQueue<Int>.holding([1, 2])
        queue.close()
        queue.close()
        #expect(queue.isClosed)
        #expect(queue.unfinishedTasks == 2)
        #expect(queue.takeAll() == [1, 2])
    }

    /// Q8.
    @Test func close_whenPuttersWait_wakesAllOfThemWithTheElementNotPut() async throws {
        let queue = BlockingQueue<Int>.holding([0], capacity: 1)
        let outcomes = try await onThread {
            let putters = (1...3).map { number in
                NativeThread.spawn {
                    number == 2 ? queue.outcomeOfPut(number, for: Delay.long) : queue.outcomeOfPut(number)
                }
            }
            for putter in putters { waitUntilAsleep(putter.thread, on: .queue) }
            queue.close()
            return putters.map { $0.join() }
        }
        #expect(outcomes == [.closed, .closed, .closed])
        #expect(queue.takeAll() == [0])
        #expect(queue.unfinishedTasks == 1)
    }

    /// Q8.
    @Test func close_whenGettersWait_wakesAllOfThem() async throws {
        let queue = BlockingQueue<Int>()
        let outcomes = try await onThread {
            let getters = (1...3).map { number in
                NativeThread.spawn { number == 2 ? queue.outcomeOfGet(for: Delay.long) : queue.outcomeOfGet() }
            }
            for getter in getters { waitUntilAsleep(getter.thread, on: .queue) }
            queue.close()
            return getters.map { $0.join() }
        }
        #expect(outcomes == [.closed, .closed, .closed])
    }

    /// Q8: room that comes after the close is nobody's.
    @Test func close_ofAFullQueue_isNotReopenedByAGet() async throws {
        let queue = BlockingQueue<Int>.holding([1], capacity: 1)
        queue.close()
        let outcomes = try await onThread { [queue.outcomeOfGet(), queue.outcomeOfPut(2), queue.outcomeOfGet()] }
        #expect(outcomes == [.got(1), .closed, .closed])
    }

    /// Q8.
    @Test func close_leavesJoinWaitingForWhatIsStillInIt() async throws {
        let queue = BlockingQueue<Int>.holding([1])
        let joined = try await onThread {
            let joiner = NativeThread.spawn { queue.join() }
            waitUntilAsleep(joiner.thread, on: .queue)
            queue.close()
            let before = joiner.isFinished
            _ = try queue.get()
            queue.taskDone()
            joiner.join()
            return before
        }
        #expect(!joined)
    }

    /// Q8.
    @Test func closeImmediately_givesExactlyWhatWasLeft() async throws {
        let queue = BlockingQueue<Int>.holding([1, 2, 3, 4])
        let left = try await onThread {
            _ = try queue.get()
            return queue.closeImmediately()
        }
        #expect(left == [2, 3, 4])
        #expect(queue.isClosed)
        #expect(queue.isEmpty)
        #expect(queue.outcomeOfGetIfAvailable() == .closed)
    }

    /// Q8.
    @Test func closeImmediately_ofAnEmptyQueue_givesNothing() {
        let queue = BlockingQueue<Int>()
        #expect(queue.closeImmediately() == [])
        #expect(queue.isClosed)
    }

    /// Q8.
    @Test func closeImmediately_twice_givesNothingTheSecondTime() {
        let queue = BlockingQueue<Int>.holding([1])
        #expect(queue.closeImmediately() == [1])
        #expect(queue.closeImmediately() == [])
    }

    /// Q8.
    @Test func closeImmediately_afterClose_givesWhatIsLeft() {
        let queue = BlockingQueue<Int>.holding([1, 2])
        queue.close()
        #expect(queue.closeImmediately() == [1, 2])
        #expect(queue.outcomeOfGetIfAvailable() == .closed)
    }

    /// Q8.
    @Test func close_afterCloseImmediately_changesNothing() {
        let queue = BlockingQueue<Int>.holding([1])
        queue.closeImmediately()
        queue.close()
        #expect(queue.outcomeOfGetIfAvailable() == .closed)
    }

    /// Q8.
    @Test func closeImmediately_countsWhatWasLeftAsDone() {
        let queue = BlockingQueue<Int>.holding([1, 2, 3])
        _ = queue.outcomeOfGetIfAvailable()
        queue.closeImmediately()
        #expect(queue.unfinishedTasks == 1)
    }

    /// Q8.
    @Test func closeImmediately_whenNothingIsBeingWorkedOn_wakesJoin() async throws {
        let queue = BlockingQueue<Int>.holding([1, 2])
        try await onThread {
            let joiner = NativeThread.spawn { queue.join() }
            waitUntilAsleep(joiner.thread, on: .queue)
            queue.closeImmediately()
            joiner.join()
        }
    }

    /// Q8: what was already taken is still to be waited for.
    @Test func closeImmediately_whenAnElementIsBeingWorkedOn_leavesJoinWaiting() async throws {
        let queue = BlockingQueue<Int>.holding([1, 2])
        let outcomes = try await onThread {
            _ = try queue.get()
            queue.closeImmediately()
            let before = queue.join(for: .zero)
            queue.taskDone()
            return [before, queue.join(for: .zero)]
        }
        #expect(outcomes == [false, true])
    }

    /// Q8.
    @Test func closeImmediately_whenPuttersWait_wakesThemAndTheirElementsAreNotInTheResult() async throws {
        let queue = BlockingQueue<Int>.holding([0], capacity: 1)
        let (left, outcomes) = try await onThread {
            let putters = (1...3).map { number in NativeThread.spawn { queue.outcomeOfPut(number) } }
            for putter in putters { waitUntilAsleep(putter.thread, on: .queue) }
            let left = queue.closeImmediately()
            return (left, putters.map { $0.join() })
        }
        #expect(left == [0])
        #expect(outcomes == [.closed, .closed, .closed])
        #expect(queue.unfinishedTasks == 0)
    }

    /// Q8.
    @Test func closeImmediately_whenGettersWait_wakesAllOfThem() async throws {
        let queue = BlockingQueue<Int>()
        let outcomes = try await onThread {
            let getters = (1...3).map { _ in NativeThread.spawn { queue.outcomeOfGet() } }
            for getter in getters { waitUntilAsleep(getter.thread, on: .queue) }
            queue.closeImmediately()
            return getters.map { $0.join() }
        }
        #expect(outcomes == [.closed, .closed, .closed])
    }

    /// Q12.
    @Test func closedError_describesItselfInASentence() {
        #expect("\(QueueError.closed)" == "the queue is closed")
    }
}
