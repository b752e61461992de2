// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingQueues
import ThreadingTestSupport

/// Several elements at a time.
@Suite struct QueueBatchTests {
    @Test func getUpTo_whereThereAreMore_takesThatMany() async throws {
        let queue = BlockingQueue<Int>.holding([1, 2, 3, 4])
        #expect(try await onThread { try queue.get(upTo: 3) } == [1, 2, 3])
        #expect(queue.takeAll() == [4])
    }

    @Test func getUpTo_whereThereAreFewer_takesThemAndDoesNotWait() async throws {
        let queue = BlockingQueue<Int>.holding([1, 2])
        #expect(try await onThread { try queue.get(upTo: 3) } == [1, 2])
    }

    @Test func getUpTo_ofAnEmptyQueue_waitsForTheFirst() async throws {
        let queue = BlockingQueue<Int>()
        let taken = try await onThread {
            let consumer = NativeThread.spawn { try queue.get(upTo: 3) }
            waitUntilAsleepOrEnded(consumer, on: .queue)
            try queue.put(1)
            return try consumer.join()
        }
        #expect(taken == [1])
    }

    @Test func getUpTo_ofAnEmptyQueueInTime_isEmpty() async throws {
        let queue = BlockingQueue<Int>()
        #expect(try await onThread { try queue.get(upTo: 3, for: Delay.short) } == [])
        #expect(try await onThread { try queue.get(upTo: 3, until: .now) } == [])
        #expect(try queue.getIfAvailable(upTo: 3) == [])
    }

    @Test func getUpTo_ofAClosedQueue_givesTheRestAndThrows() async throws {
        let queue = BlockingQueue<Int>.holding([1, 2])
        queue.close()
        #expect(try await onThread { try queue.get(upTo: 3) } == [1, 2])
        #expect(throws: QueueError.closed) { try queue.getIfAvailable(upTo: 3) }
    }

    @Test func getUpTo_makesRoomForAsManyPutters() async throws {
        let queue = BlockingQueue<Int>.holding([1, 2], capacity: 2)
        try await onThread {
            let putters = [3, 4].map { number in NativeThread.spawn { try queue.put(number) } }
            for putter in putters { waitUntilAsleepOrEnded(putter, on: .queue) }
            #expect(try queue.get(upTo: 2) == [1, 2])
            for putter in putters { try putter.join() }
        }
        #expect(Set(queue.takeAll()) == [3, 4])
    }

    @Test func getUpTo_zero_isMisuse() async {
        await #expect(processExitsWith: .failure) { _ = try BlockingQueue<Int>().getIfAvailable(upTo: 0) }
    }
}
