// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

@testable import ThreadingQueues

/// Waiting for the first of several operations.
@Suite struct SelectTests {
    @Test(arguments: [0, 1, nil]) func receive_ofWhatIsThere_isDone(_ capacity: Int?) async throws {
        let (numbers, texts) = (BlockingQueue<Int>(capacity: capacity), BlockingQueue<String>(capacity: capacity))
        let got = try await onThread {
            let putter = NativeThread.spawn { try texts.put("a") }
            if capacity == 0 { waitUntilAsleepOrEnded(putter, on: .queue) } else { try putter.join() }
            let got = try select {
                numbers.receiving { "\($0)" }
                texts.receiving { $0 }
            }
            if capacity == 0 { try putter.join() }
            return got
        }
        #expect(got == "a")
    }

    @Test(arguments: [0, 1, nil]) func receive_ofWhatComesLater_isWaitedFor(_ capacity: Int?) async throws {
        let (numbers, texts) = (BlockingQueue<Int>(capacity: capacity), BlockingQueue<String>(capacity: capacity))
        let got = try await onThread {
            let selector = NativeThread.spawn {
                try select {
                    numbers.receiving { "\($0)" }
                    texts.receiving { $0 }
                }
            }
            waitUntilAsleepOrEnded(selector, on: .queue)
            try numbers.put(7)
            return try selector.join()
        }
        #expect(got == "7")
        #expect(!numbers.buffer.elementCame.isAwaited && !texts.buffer.elementCame.isAwaited)
    }

    @Test(arguments: [0, 1]) func send_waitsForRoom(_ capacity: Int) async throws {
        let full = BlockingQueue<Int>.holding(capacity == 0 ? [] : [1], capacity: capacity)
        let taken = try await onThread {
            let selector = NativeThread.spawn {
                try select { full.sending(2) { "sent" } }
            }
            waitUntilAsleepOrEnded(selector, on: .queue)
            var taken: [Int] = []
            while taken.last != 2 { taken.append(try full.get()) }
            #expect(try selector.join() == "sent")
            return taken
        }
        #expect(taken == (capacity == 0 ? [2] : [1, 2]))
    }

    @Test func send_thatIsNotChosen_givesItsElementBack() async throws {
        let (full, other) = (BlockingQueue<Int>.holding([1], capacity: 1), BlockingQueue<Int>.holding([5]))
        let back = try await onThread {
            var back = 0
            try select {
                full.sending(2, unsent: { back = $0 }) {}
                other.receiving { _ in }
            }
            return back
        }
        #expect(back == 2)
        #expect(full.takeAll() == [1])
    }

    @Test func selections_ofTwoSides_meet() async throws {
        let (there, back) = (BlockingQueue<Int>(capacity: 0), BlockingQueue<Int>(capacity: 0))
        let sum = try await onThread {
            let selectors = (0..<2).map { me in
                NativeThread.spawn {
                    var sum = 0
                    var sent = 0
                    // Each sends a hundred to the other, and takes what the other sends.
                    while true {
                        do {
                            try select {
                                (me == 0 ? back : there).receiving { sum += $0 }
                                if sent < 100 { (me == 0 ? there : back).sending(1) { sent += 1 } }
                            }
                        } catch { return sum }
                        if sent == 100 { (me == 0 ? there : back).close() }
                    }
                }
            }
            return selectors.map { $0.join() }
        }
        #expect(sum == [100, 100])
    }

    @Test func time_thatIsOver_isNil() async throws {
        let (empty, full) = (BlockingQueue<Int>(capacity: 0), BlockingQueue<Int>.holding([1], capacity: 1))
        let outcomes = try await onThread {
            [
                try select(for: Delay.short) {
                    empty.receiving { $0 }
                    full.sending(2) { 2 }
                },
                try select(until: .now + Delay.short) { empty.sending(1) { 1 } },
                try selectIfAvailable { empty.receiving { $0 } },
            ]
        }
        #expect(outcomes == [nil, nil, nil])
        #expect(!full.buffer.roomCame.isAwaited)
        #expect(empty.outcomeOfPutIfAvailable(1) == .nothingInTime)
    }

    @Test(arguments: [0, 1]) func queues_thatAreClosed_areLeftOut(_ capacity: Int) async throws {
        let closed = BlockingQueue<Int>(capacity: capacity)
        closed.close()
        let open = BlockingQueue<Int>.holding([7])
        let got = try await onThread {
            try select {
                closed.receiving { $0 }
                closed.sending(1) { 1 }
                open.receiving { $0 }
            }
        }
        #expect(got == 7)
        await #expect(throws: QueueError.closed) {
            try await onThread {
                try select {
                    closed.receiving { $0 }
                    closed.sending(1) { 1 }
                }
            }
        }
    }

    /// A case that is left out is no reason to look again and again, nor to miss the deadline.
    @Test(arguments: [0, 1, nil]) func queues_thatAreClosed_doNotKeepASelectionAwake(_ capacity: Int?) async throws {
        let closed = BlockingQueue<Int>(capacity: capacity)
        closed.close()
        let empty = BlockingQueue<Int>()
        let outcome = try await onThread {
            let selector = NativeThread.spawn {
                try select(for: nil) {
                    closed.sending(1) { 1 }
                    closed.receiving { $0 }
                    empty.receiving { $0 }
                }
            }
            // Not so, if it were busy.
            waitUntilAsleepOrEnded(selector, on: .queue)
            try empty.put(7)
            return try selector.join()
        }
        #expect(outcome == 7)
        #expect(
            try await onThread {
                try select(for: Delay.short) {
                    closed.sending(1) { 1 }
                    empty.receiving { $0 }
                }
            } == nil
        )
    }

    @Test(arguments: [0, 1]) func queues_thatAreClosedLater_endTheWait(_ capacity: Int) async throws {
        let (one, two) = (BlockingQueue<Int>(capacity: capacity), BlockingQueue<Int>(capacity: capacity))
        let error = try await onThread {
            let selector = NativeThread.spawn {
                try select {
                    one.receiving { $0 }
                    two.receiving { $0 }
                }
            }
            waitUntilAsleepOrEnded(selector, on: .queue)
            one.close()
            two.close()
            return Result { try selector.join() }
        }
        #expect(throws: QueueError.closed) { try error.get() }
    }

    @Test(arguments: [0, 1]) func close_thatIsAnAnswer_isDone(_ capacity: Int) async throws {
        let queue = BlockingQueue<Int>(capacity: capacity)
        let got = try await onThread {
            let selector = NativeThread.spawn {
                try select { queue.receiving({ "\($0)" }, whenClosed: { "closed" }) }
            }
            waitUntilAsleepOrEnded(selector, on: .queue)
            queue.close()
            return try selector.join()
        }
        #expect(got == "closed")
    }

    @Test func cases_thatAreAllPossible_haveTheirTurns() async throws {
        let counts = try await onThread {
            var counts = [0, 0, 0]
            let queues = (0..<3).map { _ in BlockingQueue<Int>.holding(Array(0..<30)) }
            for _ in 0..<30 {
                try select {
                    for index in 0..<3 { queues[index].receiving { _ in counts[index] += 1 } }
                }
            }
            return counts
        }
        #expect(counts.allSatisfy { $0 > 0 }, "\(counts)")
    }

    /// A hint that the selection does not use reaches the thread that waits behind it.
    @Test func notification_thatIsNotUsed_isPassedOn() async throws {
        let (one, two) = (BlockingQueue<Int>(), BlockingQueue<Int>())
        let got = try await onThread {
            let selector = NativeThread.spawn {
                try select {
                    one.receiving { $0 }
                    two.receiving { $0 }
                }
            }
            waitUntilAsleepOrEnded(selector, on: .queue)
            let getter = NativeThread.spawn { try two.get() }
            waitUntilAsleepOrEnded(getter, on: .queue)
            try one.put(1)
            try two.put(2)
            let first = try selector.join()
            if first == 2 { try two.put(3) }
            return [first, try getter.join()]
        }
        #expect(got == [1, 2] || got == [2, 3])
    }

    @Test func error_ofACase_isThrown() async throws {
        struct Oops: Error {}
        let queue = BlockingQueue<Int>.holding([1])
        await #expect(throws: Oops.self) {
            try await onThread { try select { queue.receiving { _ in throw Oops() } } }
        }
        #expect(queue.isEmpty)
    }

    @Test func comparison_thatFails_isThrown() async throws {
        struct Oops: Error {}
        let queue = BlockingPriorityQueue<Int> { _, _ in throw Oops() }
        #expect(queue.outcomeOfPutIfAvailable(1) == .put)
        await #expect(throws: QueueError.refused(Oops())) {
            try await onThread { try select { queue.sending(2) {} } }
        }
    }

    @Test func selection_ofNothing_isMisuse() async {
        await #expect(processExitsWith: .failure) {
            let queues: [BlockingQueue<Int>] = []
            _ = try selectIfAvailable { for queue in queues { queue.receiving { $0 } } }
        }
    }

    @Test func everything_isTakenOnce() async throws {
        let queues = [0, 1, 2, nil].map { BlockingQueue<Int>(capacity: $0) }
        let sum = try await onThread {
            let putters = queues.enumerated().map { index, queue in
                NativeThread.spawn {
                    for number in stride(from: index, to: 4_000, by: 4) { try queue.put(number) }
                    queue.close()
                }
            }
            let selectors = (0..<2).map { _ in
                NativeThread.spawn {
                    var sum = 0
                    while (try? select { for queue in queues { queue.receiving { sum += $0 } } }) != nil {}
                    return sum
                }
            }
            for putter in putters { try putter.join() }
            return selectors.reduce(0) { $0 + $1.join() }
        }
        #expect(sum == 3_999 * 4_000 / 2)
    }
}
