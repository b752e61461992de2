// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingQueues
import ThreadingTestSupport

/// The row «insert» of the queue's table, and the capacity.
@Suite struct BlockingQueuePutTests {
    /// Q1.
    @Test func init_withoutCapacity_isEmptyAndUnbounded() {
        let queue = BlockingQueue<Int>()
        #expect(queue.capacity == nil)
        #expect(queue.isEmpty)
        #expect(queue.unfinishedTasks == 0)
        #expect(!queue.isClosed)
    }

    /// Q1.
    @Test(arguments: [1, 2, 64]) func init_withCapacity_saysWhichItHas(capacity: Int) {
        #expect(BlockingQueue<Int>(capacity: capacity).capacity == capacity)
    }

    /// Q1.
    @Test func init_withNegativeCapacity_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = BlockingQueue<Int>(capacity: -3)
        }
        #expect(result.standardError.contains("a queue cannot have room for -3 elements"))
    }

    /// Q2.
    @Test func put_whenThereIsRoom_putsAtOnce() async throws {
        let queue = BlockingQueue<Int>(capacity: 1)
        let outcome = try await onThread { queue.outcomeOfPut(7) }
        #expect(outcome == .put)
        #expect(queue.takeAll() == [7])
    }

    /// Q1.
    @Test func put_withoutCapacity_neverWaits() async throws {
        let queue = BlockingQueue<Int>()
        try await onThread { for number in 0..<10_000 { try queue.put(number) } }
        #expect(queue.takeAll() == Array(0..<10_000))
    }

    /// Q2.
    @Test func put_whenFull_waitsUntilAnElementIsTaken() async throws {
        let queue = BlockingQueue<Int>.holding([1], capacity: 1)
        let outcome = try await onThread {
            let putter = NativeThread.spawn { queue.outcomeOfPut(2) }
            waitUntilAsleep(putter.thread, on: .queue)
            let first = try queue.get()
            return (first, putter.join(), try queue.get())
        }
        #expect(outcome == (1, .put, 2))
    }

    /// Q2.
    @Test func put_byThreeWhenFull_servesThemInTheirOrder() async throws {
        let queue = BlockingQueue<Int>.holding([0], capacity: 1)
        let taken = try await onThread {
            let putters = (1...3).map { number in
                let putter = NativeThread.spawn { queue.outcomeOfPut(number) }
                waitUntilAsleep(putter.thread, on: .queue)
                return putter
            }
            let taken = try (0...3).map { _ in try queue.get() }
            for putter in putters { putter.join() }
            return taken
        }
        #expect(taken == [0, 1, 2, 3])
    }

    /// Q2.
    @Test func put_whenClosed_throwsAndPutsNothing() async throws {
        let queue = BlockingQueue<Int>()
        queue.close()
        let outcome = try await onThread { queue.outcomeOfPut(1) }
        #expect(outcome == .closed)
        #expect(queue.count == 0)
        #expect(queue.unfinishedTasks == 0)
    }

    /// Q2.
    @Test func put_whenClosedAndFull_throwsClosedBeforeItLooksForRoom() async throws {
        let queue = BlockingQueue<Int>.holding([1], capacity: 1)
        queue.close()
        let outcomes = try await onThread {
            [queue.outcomeOfPut(2), queue.outcomeOfPut(2, for: Delay.short), queue.outcomeOfPutIfAvailable(2)]
        }
        #expect(outcomes == [.closed, .closed, .closed])
        #expect(queue.takeAll() == [1])
    }

    /// Q2, Q4.
    @Test func putIfAvailable_whenThereIsRoom_putsAndSaysSo() {
        let queue = BlockingQueue<Int>(capacity: 1)
        #expect(queue.outcomeOfPutIfAvailable(1) == .put)
        #expect(queue.takeAll() == [1])
    }

    /// Q2, Q4.
    @Test func putIfAvailable_whenFull_isFalseAndPutsNothing() {
        let queue = BlockingQueue<Int>.holding([1, 2], capacity: 2)
        #expect(queue.outcomeOfPutIfAvailable(3) == .nothingInTime)
        #expect(queue.unfinishedTasks == 2)
        #expect(queue.takeAll() == [1, 2])
    }

    /// Q2.
    @Test func putForATime_whenStillFullAtTheDeadline_isFalseAndPutsNothing() async throws {
        let queue = BlockingQueue<Int>.holding([1], capacity: 1)
        let outcome = try await onThread { queue.outcomeOfPut(2, for: Delay.short) }
        #expect(outcome == .nothingInTime)
        #expect(queue.unfinishedTasks == 1)
        #expect(queue.takeAll() == [1])
    }

    /// Q2.
    @Test func putForATime_whenRoomComesInTime_puts() async throws {
        let queue = BlockingQueue<Int>.holding([1], capacity: 1)
        let outcome = try await onThread {
            let putter = NativeThread.spawn { queue.outcomeOfPut(2, for: Delay.medium) }
            waitUntilAsleep(putter.thread, on: .queue)
            _ = try queue.get()
            return putter.join()
        }
        #expect(outcome == .put)
        #expect(queue.takeAll() == [2])
    }

    /// Q2: a putter that gave up leaves the line, and the room goes to the one behind it.
    @Test func put_behindOneThatGaveUp_isServed() async throws {
        let queue = BlockingQueue<Int>.holding([0], capacity: 1)
        let taken = try await onThread {
            let impatient = NativeThread.spawn { queue.outcomeOfPut(1, for: Delay.short) }
            waitUntilAsleepOrEnded(impatient, on: .queue)
            let patient = NativeThread.spawn { queue.outcomeOfPut(2) }
            waitUntilAsleep(patient.thread, on: .queue)
            impatient.join()
            let first = try queue.get()
            patient.join()
            return [first, try queue.get()]
        }
        #expect(taken == [0, 2])
    }

    /// Q2: each put is one unfinished task, whatever its form.
    @Test func put_inEveryForm_countsOneUnfinishedTask() async throws {
        let queue = BlockingQueue<Int>()
        try await onThread {
            try queue.put(1)
            _ = try queue.put(2, for: nil)
            _ = try queue.putIfAvailable(3)
        }
        #expect(queue.unfinishedTasks == 3)
        #expect(queue.count == 3)
    }

    /// Q5.
    @Test func countIsEmptyIsFull_sayWhatIsInABoundedQueue() {
        let queue = BlockingQueue<Int>(capacity: 2)
        #expect((queue.count, queue.isEmpty, queue.isFull) == (0, true, false))
        _ = queue.outcomeOfPutIfAvailable(1)
        #expect((queue.count, queue.isEmpty, queue.isFull) == (1, false, false))
        _ = queue.outcomeOfPutIfAvailable(2)
        #expect((queue.count, queue.isEmpty, queue.isFull) == (2, false, true))
        _ = queue.outcomeOfGetIfAvailable()
        #expect((queue.count, queue.isEmpty, queue.isFull) == (1, false, false))
    }

    /// Q5.
    @Test func isFull_withoutCapacity_isNeverTrue() {
        #expect(!BlockingQueue<Int>.holding(Array(0..<1_000)).isFull)
    }
}
