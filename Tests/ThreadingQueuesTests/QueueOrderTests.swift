// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingTestSupport

@testable import ThreadingQueues

/// In which order the kinds of queues give out what they have.
@Suite struct QueueOrderTests {
    /// Q9.
    @Test func stack_getsWhatCameLast() {
        let stack = BlockingStack<Int>()
        for number in 1...3 { #expect(stack.outcomeOfPutIfAvailable(number) == .put) }
        #expect(stack.takeAll() == [3, 2, 1])
    }

    /// Q9.
    @Test func priorityQueue_getsTheLeastFirst() {
        let queue = BlockingPriorityQueue<Int>()
        for number in [5, 1, 4, 2, 3] { #expect(queue.outcomeOfPutIfAvailable(number) == .put) }
        #expect(queue.takeAll() == [1, 2, 3, 4, 5])
    }

    /// Z4: Python's heap compares the payloads, and gives out equal ones in any order.
    @Test func priorityQueue_ofEqualElements_getsThemInTheOrderOfArrival() throws {
        let queue = BlockingPriorityQueue<(Int, String)> { $0.0 < $1.0 }
        for (index, name) in ["a", "b", "c", "d", "e", "f", "g"].enumerated() {
            #expect(try queue.putIfAvailable((index % 2, name)))
        }
        var names: [String] = []
        while let (_, name) = try queue.getIfAvailable() { names.append(name) }
        #expect(names == ["a", "c", "e", "g", "b", "d", "f"])
    }

    /// Q9: every size and shape of the heap, against sorting.
    @Test func priorityQueue_ofAnyElements_isASort() throws {
        var random = SystemRandomNumberGenerator()
        for count in 0..<70 {
            let numbers = (0..<count).map { _ in Int.random(in: 0..<20, using: &random) }
            let queue = BlockingPriorityQueue<(Int, Int)> { $0.0 < $1.0 }
            for (index, number) in numbers.enumerated() { #expect(try queue.putIfAvailable((number, index))) }
            var taken: [(Int, Int)] = []
            while let entry = try queue.getIfAvailable() { taken.append(entry) }
            let sorted = numbers.enumerated().map { ($0.element, $0.offset) }.sorted { $0 < $1 }
            #expect(taken.map(\.0) == sorted.map(\.0) && taken.map(\.1) == sorted.map(\.1))
        }
    }

    /// Z4: in Python, an element whose put failed stays in the heap.
    @Test func priorityQueue_whoseComparisonFails_isAsItWas() throws {
        let queue = BlockingPriorityQueue<Int?>(by: compared)
        for number in [3, 1, 2] { #expect(try queue.putIfAvailable(number)) }
        #expect(throws: QueueError.refused(NotComparable())) { try queue.putIfAvailable(nil) }
        #expect(queue.count == 3)
        #expect(queue.unfinishedTasks == 3)
        #expect(try queue.getIfAvailable(upTo: 5) == [1, 2, 3])
    }

    /// Z4: the other half, where the comparison fails when an element is to be got.
    @Test func priorityQueue_whoseComparisonFailsInGet_isAsItWas() throws {
        let fails = AtomicCell(false)
        let queue = BlockingPriorityQueue<Int> { left, right in
            if fails.load() { throw NotComparable() }
            return left < right
        }
        for number in [3, 1, 2] { #expect(try queue.putIfAvailable(number)) }
        fails.store(true)
        #expect(throws: QueueError.refused(NotComparable())) { try queue.getIfAvailable() }
        #expect(queue.count == 3)
        fails.store(false)
        #expect(try queue.getIfAvailable(upTo: 5) == [1, 2, 3])
    }

    /// Q10: a put that raises leaves the queue usable, and what it holds as it was.
    @Test func storage_thatThrows_leavesTheQueueUsable() throws {
        let queue = BlockingQueue(storage: OddOnly(), capacity: 2)
        #expect(try queue.putIfAvailable(1))
        #expect(throws: QueueError.refused(NotOdd(number: 2))) { try queue.putIfAvailable(2) }
        #expect(queue.count == 1 && queue.unfinishedTasks == 1)
        #expect(try queue.putIfAvailable(3))
        #expect(try !queue.putIfAvailable(5))
        #expect(queue.takeAll() == [1, 3])
    }

    /// Q10: capacity, waiting and closing are the queue's; only the order is the storage's.
    @Test func storage_ofOnesOwn_isWaitedFor() async throws {
        let taken = try await onThread {
            let queue = BlockingQueue(storage: OddOnly(), capacity: 1)
            let producer = NativeThread.spawn {
                for number in [1, 3, 5] { try queue.put(number) }
                queue.close()
            }
            let taken = Array(queue)
            try producer.join()
            return taken
        }
        #expect(taken == [1, 3, 5])
    }

    /// A queue knows no storage with something in it: it would be nobody's put.
    @Test func storage_thatIsNotEmpty_isMisuse() async {
        await #expect(processExitsWith: .failure) {
            var storage = OddOnly()
            try storage.append(1)
            _ = BlockingQueue(storage: storage)
        }
    }
}

private struct NotComparable: Error {}

private let compared: @Sendable (Int?, Int?) throws -> Bool = { left, right in
    guard let left, let right else { throw NotComparable() }
    return left < right
}

private struct NotOdd: Error {
    let number: Int
}

private struct OddOnly: QueueStorage {
    private var numbers: [Int] = []

    var count: Int { numbers.count }

    mutating func append(_ element: Int) throws {
        if element.isMultiple(of: 2) { throw NotOdd(number: element) }
        numbers.append(element)
    }

    mutating func removeNext() -> Int? { numbers.isEmpty ? nil : numbers.removeFirst() }
}
