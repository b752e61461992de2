// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingQueues
import ThreadingTestSupport

/// What Python's `SimpleQueue` can do and its `Queue` cannot: it is used by whatever runs in the middle of its use.
@Suite struct SimpleQueueTests {
    /// Q11: without a capacity, no form of put waits or fails for want of room.
    @Test func put_withoutCapacity_neverWaits() async throws {
        let queue = BlockingQueue<Int>()
        try await onThread {
            for number in 1...1_000 { try queue.put(number) }
            #expect(try queue.put(1_001, for: .seconds(-1)))
            #expect(try queue.putIfAvailable(1_002))
        }
        #expect(queue.takeAll() == Array(1...1_002))
    }

    /// Q11: less than no time polls, as everywhere; Python raises `ValueError`.
    @Test func get_forLessThanNoTime_polls() async throws {
        let queue = BlockingQueue<Int>.holding([1])
        let elements = try await onThread { try (1...2).map { _ in try queue.get(for: .seconds(-1)) } }
        #expect(elements == [1, nil])
    }

    /// Q11, ask 21: the end of an element that was got, refused or returned by the close puts into the same queue.
    @Test(arguments: [1, nil]) func put_byTheEndOfAnElement_isTakenAsAnyOther(_ capacity: Int?) async throws {
        let isClosed = AtomicCell(false)
        let ends = try await onThread {
            let queue = BlockingQueue<Echo>(capacity: capacity)
            try queue.put(Echo("got", queue, isClosed))
            _ = try queue.get()
            #expect(try queue.get().name == "echo of got")
            try queue.put(Echo("first", nil, isClosed))
            if capacity != nil { #expect(try !queue.putIfAvailable(Echo("refused", queue, isClosed))) }
            queue.closeImmediately()
            isClosed.store(true)
            _ = try? queue.put(Echo("late", queue, isClosed))
            return queue.count
        }
        #expect(ends == 0)
    }

    /// Ask 21: what ends with a storage that refuses it uses the queue, which is not locked any more.
    @Test func count_byTheEndOfAnElementThatWasRefused_doesNotWait() async throws {
        let seen = try await onThread {
            let seen = BlockingQueue<Int>()
            let queue = BlockingPriorityQueue<Witness>(capacity: 2) { _, _ in throw CancellationError() }
            try queue.put(Witness(queue, seen))
            _ = try? queue.put(Witness(queue, seen))
            queue.closeImmediately()
            return try seen.getIfAvailable(upTo: 5)
        }
        #expect(seen == [1, 0])
    }
}

/// Puts another into the queue when it is destroyed.
private final class Echo: Sendable {
    let name: String
    private let queue: BlockingQueue<Echo>?
    private let isClosed: AtomicCell<Bool>

    init(_ name: String, _ queue: BlockingQueue<Echo>?, _ isClosed: AtomicCell<Bool>) {
        self.name = name
        self.queue = queue
        self.isClosed = isClosed
    }

    deinit {
        guard let queue else { return }
        let wasPut = (try? queue.putIfAvailable(Echo("echo of \(name)", nil, isClosed))) ?? false
        #expect(!(wasPut && isClosed.load()), "put into a closed queue")
    }
}

/// Says how many elements its queue has when it is destroyed.
private final class Witness: Sendable {
    private let queue: BlockingQueue<Witness>
    private let seen: BlockingQueue<Int>

    init(_ queue: BlockingQueue<Witness>, _ seen: BlockingQueue<Int>) {
        self.queue = queue
        self.seen = seen
    }

    deinit { _ = try? seen.putIfAvailable(queue.count) }
}
