// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingTestSupport

@testable import ThreadingQueues

/// Queues in asynchronous code.
@Suite struct QueueAsyncTests {
    @Test func get_whereThereIsAnElement_takesIt() async throws {
        let queue = BlockingQueue<Int>.holding([1, 2])
        #expect(try await queue.get() == 1)
        #expect(queue.takeAll() == [2])
    }

    @Test func get_ofAnEmptyQueue_isResumedByAPut() async throws {
        let queue = BlockingQueue<Int>()
        let task = Task { try await queue.get() }
        await queue.buffer.elementCame.untilSomebodyWaits()
        #expect(queue.outcomeOfPutIfAvailable(1) == .put)
        #expect(try await task.value == 1)
    }

    @Test func get_ofAQueueThatIsClosed_throws() async throws {
        let queue = BlockingQueue<Int>()
        let task = Task { try await queue.get() }
        await queue.buffer.elementCame.untilSomebodyWaits()
        queue.close()
        await #expect(throws: QueueError.closed) { try await task.value }
    }

    @Test func get_ofATaskThatIsCancelled_throwsAndTakesNothing() async throws {
        let queue = BlockingQueue<Int>()
        let task = Task { try await queue.get() }
        await queue.buffer.elementCame.untilSomebodyWaits()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(!queue.buffer.elementCame.isAwaited)
        #expect(queue.outcomeOfPutIfAvailable(1) == .put)
        #expect(queue.takeAll() == [1])
    }

    @Test func put_intoAFullQueue_isResumedByAGet() async throws {
        let queue = BlockingQueue<Int>.holding([1], capacity: 1)
        let task = Task { try await queue.put(2) }
        await queue.buffer.roomCame.untilSomebodyWaits()
        #expect(queue.outcomeOfGetIfAvailable() == .got(1))
        try await task.value
        #expect(queue.takeAll() == [2])
    }

    @Test func put_ofATaskThatIsCancelled_throwsAndPutsNothing() async throws {
        let queue = BlockingQueue<Int>.holding([1], capacity: 1)
        let task = Task { try await queue.put(2) }
        await queue.buffer.roomCame.untilSomebodyWaits()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(queue.takeAll() == [1])
    }

    @Test func put_intoAFullQueueThatDoesNotWait_doesAsItsPolicySays() async throws {
        let rejecting = BlockingQueue<Int>.holding([1], capacity: 1, whenFull: .reject)
        await #expect(throws: QueueError.full) { try await rejecting.put(2) }
        let dropping = BlockingQueue<Int>.holding([1], capacity: 1, whenFull: .dropNewest)
        try await dropping.put(2)
        #expect(dropping.takeAll() == [1] && dropping.droppedCount == 1)
    }

    @Test func elements_endWithTheQueue() async throws {
        let queue = BlockingQueue<Int>(capacity: 1)
        let producer = Task {
            for number in 1...10 { try await queue.put(number) }
            queue.close()
        }
        var taken: [Int] = []
        for await number in queue.elements { taken.append(number) }
        try await producer.value
        #expect(taken == Array(1...10))
    }

    @Test func elements_endWithTheTask() async {
        let queue = BlockingQueue<Int>()
        let task = Task {
            for await _ in queue.elements {}
            return Task.isCancelled
        }
        await queue.buffer.elementCame.untilSomebodyWaits()
        task.cancel()
        #expect(await task.value)
    }

    /// A thread that waits behind a task gets what the task was told of and does not use.
    @Test func notification_ofATaskThatWasCancelled_isPassedOn() async throws {
        let event = QueueEvent()
        let (first, second) = (QueueTask(), QueueTask())
        _ = event.add(first)
        _ = event.add(second)
        first.cancel()
        event.notify()
        #expect(!event.isAwaited)
        #expect(await second.wait())
        #expect(await !first.wait())
    }

    @Test func threadsAndTasks_passEverythingToEachOther() async throws {
        let (there, back) = (BlockingQueue<Int>(capacity: 2), BlockingQueue<Int>(capacity: 2))
        let echo = NativeThread.spawn {
            for number in there { try back.put(number) }
            back.close()
        }
        let sender = Task {
            for number in 1...200 { try await there.put(number) }
            there.close()
        }
        var taken: [Int] = []
        for await number in back.elements { taken.append(number) }
        try await sender.value
        try await onThread { try echo.join() }
        #expect(taken == Array(1...200))
    }
}

extension QueueEvent {
    /// Somebody is on the list: until then, others may run.
    fileprivate func untilSomebodyWaits() async {
        while !isAwaited { await Task.yield() }
    }
}
