// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingTestSupport

@testable import ThreadingQueues

/// What becomes of an element for which there is no room.
@Suite struct QueuePolicyTests {
    @Test func put_intoAFullQueueThatRejects_throws() async throws {
        let queue = BlockingQueue<Int>(capacity: 1, whenFull: .reject)
        let outcomes = try await onThread { (1...2).map { queue.outcomeOfPut($0) } }
        #expect(outcomes == [.put, .full])
        #expect(queue.takeAll() == [1])
        #expect(queue.droppedCount == 0)
    }

    @Test func putWithATime_intoAFullQueueThatRejects_isFalseAtOnce() async throws {
        let queue = BlockingQueue<Int>.holding([1], capacity: 1, whenFull: .reject)
        #expect(try await onThread { queue.outcomeOfPut(2, for: nil) } == .nothingInTime)
        #expect(queue.outcomeOfPutIfAvailable(2) == .nothingInTime)
    }

    @Test func put_intoAFullQueueThatDropsTheOldest_makesRoom() async throws {
        let queue = BlockingQueue<Int>(capacity: 2, whenFull: .dropOldest)
        let outcomes = try await onThread { (1...5).map { queue.outcomeOfPut($0) } }
        #expect(outcomes == Array(repeating: .put, count: 5))
        #expect(queue.droppedCount == 3)
        #expect(queue.takeAll() == [4, 5])
    }

    /// The oldest is the lowest of a stack: one that dropped its top would keep what nobody wants.
    @Test func put_intoAFullStackThatDropsTheOldest_keepsTheNewest() {
        let stack = BlockingStack<Int>(capacity: 2, whenFull: .dropOldest)
        for number in 1...5 { #expect(stack.outcomeOfPutIfAvailable(number) == .put) }
        #expect(stack.droppedCount == 3 && stack.unfinishedTasks == 2)
        #expect(stack.takeAll() == [5, 4])
    }

    /// What came first goes, whatever its priority; the rest stays in order.
    @Test func put_intoAFullPriorityQueueThatDropsTheOldest_keepsTheNewest() {
        for capacity in 1...20 {
            let queue = BlockingPriorityQueue<Int>(capacity: capacity, whenFull: .dropOldest)
            let numbers = (0..<60).map { $0 * 37 % 61 }
            for number in numbers { #expect(queue.outcomeOfPutIfAvailable(number) == .put) }
            #expect(queue.droppedCount == 60 - capacity)
            #expect(queue.takeAll() == numbers.suffix(capacity).sorted())
        }
    }

    /// An element that the storage refuses has dropped none.
    @Test func put_thatIsRefused_dropsNothing() throws {
        let queue = BlockingPriorityQueue<Int>(capacity: 2, whenFull: .dropOldest) { left, right in
            if left < 0 || right < 0 { throw CancellationError() }
            return left < right
        }
        for number in [1, 2] { #expect(queue.outcomeOfPutIfAvailable(number) == .put) }
        #expect(queue.outcomeOfPutIfAvailable(-1) == .refused)
        #expect(queue.droppedCount == 0 && queue.unfinishedTasks == 2)
        #expect(queue.takeAll() == [1, 2])
    }

    @Test func put_intoAFullQueueThatDropsTheNewest_dropsIt() async throws {
        let queue = BlockingQueue<Int>(capacity: 2, whenFull: .dropNewest)
        let outcomes = try await onThread { (1...5).map { queue.outcomeOfPut($0) } }
        #expect(outcomes == Array(repeating: .put, count: 5))
        #expect(queue.droppedCount == 3)
        #expect(queue.takeAll() == [1, 2])
    }

    @Test func putIfAvailable_intoAFullQueueThatDropsTheNewest_isFalse() {
        let queue = BlockingQueue<Int>.holding([1], capacity: 1, whenFull: .dropNewest)
        #expect(queue.outcomeOfPutIfAvailable(2) == .nothingInTime)
        #expect(queue.droppedCount == 1)
    }

    @Test(arguments: [QueueFullPolicy.dropOldest, .dropNewest])
    func join_whereElementsAreDropped_doesNotWaitForThem(_ policy: QueueFullPolicy) async throws {
        let queue = BlockingQueue<Int>(capacity: 1, whenFull: policy)
        try await onThread {
            for number in 1...3 { try queue.put(number) }
            #expect(queue.unfinishedTasks == 1)
            _ = try queue.get()
            queue.taskDone()
            queue.join()
        }
    }

    @Test(arguments: [QueueFullPolicy.wait, .reject, .dropOldest, .dropNewest])
    func put_intoAClosedQueue_throwsWhateverThePolicy(_ policy: QueueFullPolicy) async throws {
        let queue = BlockingQueue<Int>.holding([1], capacity: 1, whenFull: policy)
        queue.close()
        #expect(try await onThread { queue.outcomeOfPut(2) } == .closed)
        #expect(queue.droppedCount == 0)
    }

    /// A dropped element is destroyed where the queue may be used: its `deinit` does so.
    @Test func drop_ofAnElementWhoseEndUsesTheQueue_isFine() async throws {
        let log = BlockingQueue<String>()
        try await onThread {
            let queue = BlockingQueue<Farewell>(capacity: 1, whenFull: .dropOldest)
            for name in ["a", "b", "c"] { try queue.put(Farewell(name, queue, log)) }
            queue.closeImmediately()
        }
        #expect(log.takeAllTexts() == ["a saw 1", "b saw 1", "c saw 0"])
    }
}

/// Asks the queue that it was in how many elements it has, when it is destroyed.
private final class Farewell: Sendable {
    private let name: String
    private let queue: BlockingQueue<Farewell>
    private let log: BlockingQueue<String>

    init(_ name: String, _ queue: BlockingQueue<Farewell>, _ log: BlockingQueue<String>) {
        self.name = name
        self.queue = queue
        self.log = log
    }

    /// Ask 21: Python's `Queue` deadlocks when it is used by a destructor that runs while it is locked.
    deinit {
        _ = try? log.putIfAvailable("\(name) saw \(queue.count)")
    }
}

extension BlockingQueue<String> {
    fileprivate func takeAllTexts() -> [String] { (try? getIfAvailable(upTo: 100)) ?? [] }
}
