// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingQueues
import ThreadingTestSupport

/// The row «remove» of the queue's table.
@Suite struct BlockingQueueGetTests {
    /// Q1, Q3.
    @Test func get_afterSeveralPuts_givesThemInTheirOrder() async throws {
        let queue = BlockingQueue<Int>.holding([3, 1, 2])
        let taken = try await onThread { try (0..<3).map { _ in try queue.get() } }
        #expect(taken == [3, 1, 2])
    }

    /// Q3.
    @Test func get_whenEmpty_waitsForAnElement() async throws {
        let queue = BlockingQueue<Int>()
        let outcome = try await onThread {
            let getter = NativeThread.spawn { queue.outcomeOfGet() }
            waitUntilAsleep(getter.thread, on: .queue)
            try queue.put(5)
            return getter.join()
        }
        #expect(outcome == .got(5))
    }

    /// Q3: one element wakes one thread, and it is the one that came first.
    @Test func get_byThreeWhenEmpty_servesThemInTheirOrder() async throws {
        let queue = BlockingQueue<Int>()
        let outcomes = try await onThread {
            let getters = (0..<3).map { _ in
                let getter = NativeThread.spawn { queue.outcomeOfGet() }
                waitUntilAsleep(getter.thread, on: .queue)
                return getter
            }
            var outcomes: [QueueOutcome] = []
            for (number, getter) in getters.enumerated() {
                try queue.put(number)
                outcomes.append(getter.join())
            }
            return outcomes
        }
        #expect(outcomes == [.got(0), .got(1), .got(2)])
    }

    /// Q3: several elements at once wake as many threads.
    @Test func get_byThreeWhenThreeElementsCome_eachGetsOne() async throws {
        let queue = BlockingQueue<Int>()
        let taken = try await onThread {
            let getters = (0..<3).map { _ in NativeThread.spawn { try queue.get() } }
            for getter in getters { waitUntilAsleep(getter.thread, on: .queue) }
            for number in 0..<3 { try queue.put(number) }
            return try getters.map { try $0.join() }
        }
        #expect(taken.sorted() == [0, 1, 2])
    }

    /// Q3.
    @Test func get_whenClosedWithElements_givesThemAndThenThrows() async throws {
        let queue = BlockingQueue<Int>.holding([1, 2])
        queue.close()
        let outcomes = try await onThread {
            [queue.outcomeOfGet(), queue.outcomeOfGet(for: Delay.medium), queue.outcomeOfGet(), queue.outcomeOfGet()]
        }
        #expect(outcomes == [.got(1), .got(2), .closed, .closed])
    }

    /// Q3, Q4.
    @Test func getIfAvailable_whenThereIsAnElement_givesIt() {
        let queue = BlockingQueue<Int>.holding([1, 2])
        #expect(queue.outcomeOfGetIfAvailable() == .got(1))
        #expect(queue.count == 1)
    }

    /// Q3, Q4.
    @Test func getIfAvailable_whenEmpty_isNil() {
        #expect(BlockingQueue<Int>().outcomeOfGetIfAvailable() == .nothingInTime)
    }

    /// Q3, Q4.
    @Test func getIfAvailable_whenClosedAndEmpty_throws() {
        let queue = BlockingQueue<Int>()
        queue.close()
        #expect(queue.outcomeOfGetIfAvailable() == .closed)
    }

    /// Q3, Q4.
    @Test func getIfAvailable_whenClosedWithAnElement_givesIt() {
        let queue = BlockingQueue<Int>.holding([1])
        queue.close()
        #expect(queue.outcomeOfGetIfAvailable() == .got(1))
    }

    /// Q3.
    @Test func getForATime_whenEmptyAtTheDeadline_isNil() async throws {
        let queue = BlockingQueue<Int>()
        let outcome = try await onThread { queue.outcomeOfGet(for: Delay.short) }
        #expect(outcome == .nothingInTime)
    }

    /// Q3.
    @Test func getForATime_whenAnElementComesInTime_givesIt() async throws {
        let queue = BlockingQueue<Int>()
        let outcome = try await onThread {
            let getter = NativeThread.spawn { queue.outcomeOfGet(for: Delay.medium) }
            waitUntilAsleep(getter.thread, on: .queue)
            try queue.put(9)
            return getter.join()
        }
        #expect(outcome == .got(9))
    }

    /// Q3.
    @Test func getForATime_whenClosedAndEmpty_throwsAtOnce() async throws {
        let queue = BlockingQueue<Int>()
        queue.close()
        let outcomes = try await onThread {
            [queue.outcomeOfGet(for: nil), queue.outcomeOfGet(for: .zero), queue.outcomeOfGet(for: Delay.long)]
        }
        #expect(outcomes == [.closed, .closed, .closed])
    }

    /// Q3: a getter that gave up leaves the line, and the element goes to the one behind it.
    @Test func get_behindOneThatGaveUp_isServed() async throws {
        let queue = BlockingQueue<Int>()
        let outcomes = try await onThread {
            let impatient = NativeThread.spawn { queue.outcomeOfGet(for: Delay.short) }
            waitUntilAsleepOrEnded(impatient, on: .queue)
            let patient = NativeThread.spawn { queue.outcomeOfGet() }
            waitUntilAsleep(patient.thread, on: .queue)
            let first = impatient.join()
            try queue.put(4)
            return [first, patient.join()]
        }
        #expect(outcomes == [.nothingInTime, .got(4)])
    }

    /// Q3: an element that a running thread snatched leaves the woken one waiting, not empty-handed.
    @Test func get_whenTheElementIsSnatched_waitsForTheNext() async throws {
        let queue = BlockingQueue<Int>()
        let outcome = try await onThread {
            let getter = NativeThread.spawn { queue.outcomeOfGet() }
            // Each round wakes the getter for an element that is mostly gone when it looks.
            for _ in 0..<50 {
                waitUntilAsleep(getter.thread, on: .queue)
                try queue.put(0)
                guard try queue.getIfAvailable() != nil else { return getter.join() }
            }
            try queue.put(0)
            return getter.join()
        }
        #expect(outcome == .got(0))
    }

    /// X5: one that was overtaken still gets its element.
    @Test func get_byWaitersAndARunningThread_losesNoElement() async throws {
        let queue = BlockingQueue<Int>()
        let taken = try await onThread {
            let waiters = (0..<4).map { _ in NativeThread.spawn { Array(queue) } }
            for waiter in waiters { waitUntilAsleep(waiter.thread, on: .queue) }
            var own: [Int] = []
            for number in 0..<1_000 {
                try queue.put(number)
                if number % 2 == 0, let element = try queue.getIfAvailable() { own.append(element) }
            }
            queue.close()
            return own + waiters.flatMap { $0.join() }
        }
        #expect(taken.sorted() == Array(0..<1_000))
    }
}
