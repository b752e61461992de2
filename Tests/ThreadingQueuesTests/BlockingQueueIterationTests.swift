// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingQueues
import ThreadingTestSupport

/// The row «remove all» of the queue's table.
@Suite struct BlockingQueueIterationTests {
    /// Q8.
    @Test func iteration_overAClosedQueue_givesWhatIsLeftAndEnds() async throws {
        let queue = BlockingQueue<Int>.holding([1, 2, 3])
        queue.close()
        let taken = try await onThread { Array(queue) }
        #expect(taken == [1, 2, 3])
        #expect(queue.isEmpty)
    }

    /// Q8.
    @Test func iteration_overAClosedAndEmptyQueue_endsAtOnce() async throws {
        let queue = BlockingQueue<Int>()
        queue.close()
        let taken = try await onThread { Array(queue) }
        #expect(taken == [])
    }

    /// Q8.
    @Test func iteration_whenTheQueueIsClosedWhileItWaits_ends() async throws {
        let queue = BlockingQueue<Int>()
        let taken = try await onThread {
            let consumer = NativeThread.spawn { Array(queue) }
            waitUntilAsleep(consumer.thread, on: .queue)
            queue.close()
            return consumer.join()
        }
        #expect(taken == [])
    }

    /// Q8.
    @Test func iteration_bySeveralConsumers_givesEachElementToExactlyOne() async throws {
        let queue = BlockingQueue<Int>(capacity: 8)
        let taken = try await onThread {
            let consumers = (0..<4).map { _ in NativeThread.spawn { Array(queue) } }
            for number in 0..<2_000 { try queue.put(number) }
            queue.close()
            return consumers.map { $0.join() }
        }
        #expect(taken.flatMap(\.self).sorted() == Array(0..<2_000))
        // The order of one producer is kept within each consumer.
        #expect(taken.allSatisfy { $0 == $0.sorted() })
    }

    /// Q8: leaving a loop leaves the rest in the queue.
    @Test func iteration_thatIsLeftEarly_leavesTheRest() async throws {
        let queue = BlockingQueue<Int>.holding([1, 2, 3])
        try await onThread { for element in queue where element == 2 { break } }
        #expect(queue.takeAll() == [3])
    }

    /// Q8: an iterator that has ended stays ended.
    @Test func iteratorNext_afterTheEnd_isNilAgain() async throws {
        let queue = BlockingQueue<Int>.holding([1])
        queue.close()
        let taken = try await onThread {
            var iterator = queue.makeIterator()
            return [iterator.next(), iterator.next(), iterator.next()]
        }
        #expect(taken == [1, nil, nil])
    }

    /// Q8: asking a sequence how long it may be takes nothing.
    @Test func underestimatedCount_takesNothing() {
        let queue = BlockingQueue<Int>.holding([1, 2])
        #expect(queue.underestimatedCount <= 2)
        #expect(queue.count == 2)
    }

    /// Q8: no pill, no daemon: the example of the type's documentation.
    @Test func iteration_ofTheDocumentedExample_writesEveryLine() async throws {
        let written = try await onThread {
            let lines = BlockingQueue<String>(capacity: 100)
            let writer = NativeThread.spawn { lines.map { $0 } }
            try lines.put("hello")
            lines.close()
            return writer.join()
        }
        #expect(written == ["hello"])
    }
}
