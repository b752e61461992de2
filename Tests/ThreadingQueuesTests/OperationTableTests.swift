// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingQueues
import ThreadingTestSupport

/// The table of operations in the documentation of ``BlockingQueue``, cell by cell, for every kind of queue.
///
/// A test is called after its row and its column.
@Suite struct OperationTableTests {
    // MARK: Insert

    /// Q2, Q12, ask 28: put throws `closed`, or `full` where the queue rejects.
    @Test(arguments: QueueKind.allCases) func insert_throws(_ kind: QueueKind) async throws {
        let closed = kind.queue()
        closed.close()
        let full = kind.holding([1], capacity: 1, whenFull: .reject)
        let outcomes = try await onThread {
            [closed.outcomeOfPut(1), closed.outcomeOfPut(1, for: nil), full.outcomeOfPut(2)]
        }
        #expect(outcomes == [.closed, .closed, .full])
        #expect(closed.outcomeOfPutIfAvailable(1) == .closed)
        #expect(closed.isEmpty && full.takeAll() == [1])
    }

    /// Q4: `putIfAvailable`.
    @Test(arguments: QueueKind.allCases) func insert_answersAtOnce(_ kind: QueueKind) throws {
        let queue = kind.queue(capacity: 1)
        #expect(try queue.putIfAvailable(1))
        #expect(try !queue.putIfAvailable(2))
        #expect(queue.takeAll() == [1])
    }

    /// Q2: `put`.
    @Test(arguments: QueueKind.allCases) func insert_blocks(_ kind: QueueKind) async throws {
        let queue = kind.holding([1], capacity: 1)
        try await onThread {
            let putter = NativeThread.spawn { try queue.put(2) }
            waitUntilAsleep(putter.thread, on: .queue)
            _ = try queue.get()
            try putter.join()
        }
        #expect(queue.takeAll() == [2])
    }

    /// Q2, Z6: `put(_:for:)` and `put(_:until:)`.
    @Test(arguments: QueueKind.allCases) func insert_givesUpInTime(_ kind: QueueKind) async throws {
        let queue = kind.holding([1], capacity: 1)
        let outcomes = try await onThread {
            [
                try queue.put(2, for: Delay.short), try queue.put(2, for: .zero), try queue.put(2, for: .seconds(-1)),
                try queue.put(2, until: .now + Delay.short), try queue.put(2, until: .now - .seconds(1)),
            ]
        }
        #expect(outcomes == Array(repeating: false, count: 5))
        #expect(queue.takeAll() == [1])
    }

    // MARK: Insert several

    /// Q2: `put(contentsOf:)` throws `closed`, or `full` where the queue rejects; what was before is put.
    @Test(arguments: QueueKind.allCases) func insertSeveral_throws(_ kind: QueueKind) async throws {
        let closed = kind.queue()
        closed.close()
        let full = kind.queue(capacity: 2, whenFull: .reject)
        await #expect(throws: QueueError.closed) { try await onThread { try closed.put(contentsOf: [1, 2]) } }
        #expect(throws: QueueError.closed) { try closed.putIfAvailable(contentsOf: [1, 2]) }
        await #expect(throws: QueueError.full) { try await onThread { try full.put(contentsOf: [1, 2, 3]) } }
        #expect(full.takeAll() == kind.order(of: [1, 2]))
    }

    /// Q4: `putIfAvailable(contentsOf:)` gives back what there was no room for.
    @Test(arguments: QueueKind.allCases) func insertSeveral_answersAtOnce(_ kind: QueueKind) throws {
        let queue = kind.queue(capacity: 2)
        #expect(try queue.putIfAvailable(contentsOf: [1, 2, 3, 4]) == [3, 4])
        #expect(queue.unfinishedTasks == 2)
        #expect(queue.takeAll() == kind.order(of: [1, 2]))
        #expect(try queue.putIfAvailable(contentsOf: [5]) == [])
    }

    /// `put(contentsOf:)` waits for room.
    @Test(arguments: QueueKind.allCases) func insertSeveral_blocks(_ kind: QueueKind) async throws {
        let queue = kind.queue(capacity: 2)
        let taken = try await onThread {
            let putter = NativeThread.spawn { try queue.put(contentsOf: [1, 2, 3, 4]) }
            waitUntilAsleep(putter.thread, on: .queue)
            let taken = try (1...4).map { _ in try queue.get() }
            try putter.join()
            return taken
        }
        #expect(taken.sorted() == [1, 2, 3, 4])
    }

    /// Z6: `put(contentsOf:for:)` and `put(contentsOf:until:)` give back what there was no room for.
    @Test(arguments: QueueKind.allCases) func insertSeveral_givesUpInTime(_ kind: QueueKind) async throws {
        let queue = kind.queue(capacity: 2)
        let left = try await onThread {
            [
                try queue.put(contentsOf: [1, 2, 3, 4], for: Delay.short), try queue.put(contentsOf: [5], for: .zero),
                try queue.put(contentsOf: [6, 7], until: .now + Delay.short),
            ]
        }
        #expect(left == [[3, 4], [5], [6, 7]])
        #expect(queue.takeAll() == kind.order(of: [1, 2]))
    }

    // MARK: Remove

    /// Q3, Q8, ask 28: every form throws `closed` where the queue is closed and empty, and not before.
    @Test(arguments: QueueKind.allCases) func remove_throws(_ kind: QueueKind) async throws {
        let queue = kind.holding([1])
        queue.close()
        let outcomes = try await onThread {
            [queue.outcomeOfGet(), queue.outcomeOfGet(), queue.outcomeOfGet(for: nil)]
        }
        #expect(outcomes == [.got(1), .closed, .closed])
        #expect(queue.outcomeOfGetIfAvailable() == .closed)
    }

    /// Q4: `getIfAvailable`.
    @Test(arguments: QueueKind.allCases) func remove_answersAtOnce(_ kind: QueueKind) throws {
        let queue = kind.holding([1, 2])
        #expect(try queue.getIfAvailable() == kind.order(of: [1, 2])[0])
        #expect(try queue.getIfAvailable() == kind.order(of: [1, 2])[1])
        #expect(try queue.getIfAvailable() == nil)
    }

    /// Q3: `get`.
    @Test(arguments: QueueKind.allCases) func remove_blocks(_ kind: QueueKind) async throws {
        let queue = kind.queue()
        let element = try await onThread {
            let getter = NativeThread.spawn { try queue.get() }
            waitUntilAsleep(getter.thread, on: .queue)
            try queue.put(1)
            return try getter.join()
        }
        #expect(element == 1)
    }

    /// Q3, Z6: `get(for:)` and `get(until:)`; less than no time polls, also where an element waits.
    @Test(arguments: QueueKind.allCases) func remove_givesUpInTime(_ kind: QueueKind) async throws {
        let queue = kind.queue()
        let elements = try await onThread {
            let nothing = [
                try queue.get(for: Delay.short), try queue.get(for: .zero), try queue.get(for: .seconds(-1)),
                try queue.get(until: .now + Delay.short), try queue.get(until: .now - .seconds(1)),
            ]
            try queue.put(contentsOf: [1, 1])
            return nothing + [try queue.get(for: .seconds(-1)), try queue.get(until: .now - .seconds(1))]
        }
        #expect(elements == [nil, nil, nil, nil, nil, 1, 1])
    }

    // MARK: Remove several

    /// Every form throws `closed` where the queue is closed and empty, and not before.
    @Test(arguments: QueueKind.allCases) func removeSeveral_throws(_ kind: QueueKind) async throws {
        let queue = kind.holding([1])
        queue.close()
        #expect(try await onThread { try queue.get(upTo: 2) } == [1])
        await #expect(throws: QueueError.closed) { try await onThread { try queue.get(upTo: 2) } }
        await #expect(throws: QueueError.closed) { try await onThread { try queue.get(upTo: 2, for: nil) } }
        await #expect(throws: QueueError.closed) { try await onThread { try queue.get(upTo: 2, until: .now) } }
        #expect(throws: QueueError.closed) { try queue.getIfAvailable(upTo: 2) }
    }

    /// `getIfAvailable(upTo:)`.
    @Test(arguments: QueueKind.allCases) func removeSeveral_answersAtOnce(_ kind: QueueKind) throws {
        let queue = kind.holding([1, 2, 3])
        let order = kind.order(of: [1, 2, 3])
        #expect(try queue.getIfAvailable(upTo: 2) == Array(order.prefix(2)))
        #expect(try queue.getIfAvailable(upTo: 2) == Array(order.suffix(1)))
        #expect(try queue.getIfAvailable(upTo: 2) == [])
    }

    /// `get(upTo:)` waits for the first.
    @Test(arguments: QueueKind.allCases) func removeSeveral_blocks(_ kind: QueueKind) async throws {
        let queue = kind.queue()
        let elements = try await onThread {
            let getter = NativeThread.spawn { try queue.get(upTo: 2) }
            waitUntilAsleep(getter.thread, on: .queue)
            try queue.put(1)
            return try getter.join()
        }
        #expect(elements == [1])
    }

    /// Z6: `get(upTo:for:)` and `get(upTo:until:)`.
    @Test(arguments: QueueKind.allCases) func removeSeveral_givesUpInTime(_ kind: QueueKind) async throws {
        let queue = kind.queue()
        let elements = try await onThread {
            [
                try queue.get(upTo: 2, for: Delay.short), try queue.get(upTo: 2, for: .zero),
                try queue.get(upTo: 2, until: .now + Delay.short), try queue.get(upTo: 2, until: .now - .seconds(1)),
            ]
        }
        #expect(elements == [[], [], [], []])
    }

    // MARK: Remove all

    /// Q8, ask 3: `closeImmediately`.
    @Test(arguments: QueueKind.allCases) func removeAll_answersAtOnce(_ kind: QueueKind) {
        let queue = kind.holding([1, 2, 3])
        #expect(queue.closeImmediately() == kind.order(of: [1, 2, 3]))
        #expect(queue.isEmpty && queue.isClosed && queue.unfinishedTasks == 0)
    }

    /// Ask 4: a loop over the queue, which the close ends.
    @Test(arguments: QueueKind.allCases) func removeAll_blocks(_ kind: QueueKind) async throws {
        let queue = kind.queue()
        let elements = try await onThread {
            let consumer = NativeThread.spawn { Array(queue) }
            waitUntilAsleep(consumer.thread, on: .queue)
            try queue.put(1)
            try queue.put(2)
            queue.close()
            return consumer.join()
        }
        #expect(elements.sorted() == [1, 2])
    }

    // MARK: Wait for the work

    /// Q6: `unfinishedTasks`.
    @Test(arguments: QueueKind.allCases) func work_answersAtOnce(_ kind: QueueKind) {
        let queue = kind.holding([1, 2])
        queue.taskDone()
        #expect(queue.unfinishedTasks == 1)
    }

    /// Q7: `join`.
    @Test(arguments: QueueKind.allCases) func work_blocks(_ kind: QueueKind) async throws {
        let queue = kind.holding([1])
        try await onThread {
            let joiner = NativeThread.spawn { queue.join() }
            waitUntilAsleep(joiner.thread, on: .queue)
            _ = try queue.get()
            queue.taskDone()
            joiner.join()
        }
    }

    /// Q7, ask 6: `join(for:)` and `join(until:)`.
    @Test(arguments: QueueKind.allCases) func work_givesUpInTime(_ kind: QueueKind) async throws {
        let queue = kind.holding([1])
        let outcomes = try await onThread {
            let early = [
                queue.join(for: Delay.short), queue.join(for: .zero), queue.join(until: .now + Delay.short),
            ]
            queue.taskDone()
            return early + [queue.join(for: .zero), queue.join(until: .now - .seconds(1))]
        }
        #expect(outcomes == [false, false, false, true, true])
    }

    // MARK: In asynchronous code

    @Test(arguments: QueueKind.allCases) func insert_suspends(_ kind: QueueKind) async throws {
        let queue = kind.queue(capacity: 1)
        let putter = Task {
            try await queue.put(1)
            try await queue.put(contentsOf: [2, 3])
        }
        let taken = [try await queue.get(), try await queue.get(), try await queue.get()]
        try await putter.value
        #expect(taken == [1, 2, 3])
    }

    @Test(arguments: QueueKind.allCases) func remove_suspends(_ kind: QueueKind) async throws {
        let queue = kind.queue()
        let getter = Task {
            var batches = [try await queue.get(upTo: 2), [try await queue.get()]]
            for await element in queue.elements { batches.append([element]) }
            return batches.flatMap(\.self)
        }
        for number in 1...5 { #expect(try queue.putIfAvailable(number)) }
        queue.close()
        #expect(try await getter.value.sorted() == [1, 2, 3, 4, 5])
    }
}
