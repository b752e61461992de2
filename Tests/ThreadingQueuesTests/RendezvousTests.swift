// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

@testable import ThreadingQueues

/// A queue of capacity zero.
@Suite struct RendezvousTests {
    private let queue = BlockingQueue<Int>(capacity: 0)

    @Test func put_whereNobodyGets_waitsForOneWhoDoes() async throws {
        let queue = queue
        let outcomes = try await onThread {
            let putter = NativeThread.spawn { queue.outcomeOfPut(1) }
            waitUntilAsleepOrEnded(putter, on: .queue)
            let got = queue.outcomeOfGet()
            return [got, putter.join()]
        }
        #expect(outcomes == [.got(1), .put])
    }

    @Test func get_whereNobodyPuts_waitsForOneWhoDoes() async throws {
        let queue = queue
        let outcomes = try await onThread {
            let getter = NativeThread.spawn { queue.outcomeOfGet() }
            waitUntilAsleepOrEnded(getter, on: .queue)
            let put = queue.outcomeOfPut(1)
            return [put, getter.join()]
        }
        #expect(outcomes == [.put, .got(1)])
    }

    @Test func putIfAvailable_succeedsWhereSomebodyWaits() async throws {
        let queue = queue
        #expect(queue.outcomeOfPutIfAvailable(1) == .nothingInTime)
        let outcomes = try await onThread {
            let getter = NativeThread.spawn { queue.outcomeOfGet() }
            waitUntilAsleepOrEnded(getter, on: .queue)
            let put = queue.outcomeOfPutIfAvailable(2)
            return [put, getter.join()]
        }
        #expect(outcomes == [.put, .got(2)])
    }

    @Test func getIfAvailable_succeedsWhereSomebodyWaits() async throws {
        let queue = queue
        #expect(queue.outcomeOfGetIfAvailable() == .nothingInTime)
        let outcomes = try await onThread {
            let putter = NativeThread.spawn { queue.outcomeOfPut(2) }
            waitUntilAsleepOrEnded(putter, on: .queue)
            let got = queue.outcomeOfGetIfAvailable()
            return [got, putter.join()]
        }
        #expect(outcomes == [.got(2), .put])
    }

    @Test func wait_thatIsOver_leavesNothingBehind() async throws {
        let queue = queue
        let outcomes = try await onThread {
            [queue.outcomeOfPut(1, for: Delay.short), queue.outcomeOfGet(for: Delay.short)]
        }
        #expect(outcomes == [.nothingInTime, .nothingInTime])
        #expect(queue.outcomeOfPutIfAvailable(2) == .nothingInTime)
        #expect(queue.outcomeOfGetIfAvailable() == .nothingInTime)
        #expect(queue.unfinishedTasks == 0)
    }

    /// First come, first served, on both sides.
    @Test func putters_areServedInTheirOrder() async throws {
        let queue = queue
        let taken = try await onThread {
            let putters = (1...3).map { number in
                let putter = NativeThread.spawn { queue.outcomeOfPut(number) }
                waitUntilAsleepOrEnded(putter, on: .queue)
                return putter
            }
            let taken = (1...3).map { _ in queue.outcomeOfGet() }
            for putter in putters { _ = putter.join() }
            return taken
        }
        #expect(taken == [.got(1), .got(2), .got(3)])
    }

    /// A thread in `put` and one in a selection wait in one order.
    @Test func putters_ofEachKind_areServedInTheirOrder() async throws {
        let queue = queue
        let taken = try await onThread {
            let putters = (1...3).map { number in
                let putter = NativeThread.spawn {
                    if number == 2 {
                        _ = try? select { queue.sending(number) {} }
                    } else {
                        _ = queue.outcomeOfPut(number)
                    }
                }
                waitUntilAsleepOrEnded(putter, on: .queue)
                return putter
            }
            let taken = (1...3).map { _ in queue.outcomeOfGet() }
            for putter in putters { putter.join() }
            return taken
        }
        #expect(taken == [.got(1), .got(2), .got(3)])
    }

    /// What is not handed over is destroyed with the call, and what is has one owner.
    @Test func objects_areHandedOver_orDestroyed() async throws {
        let counter = LifeCounter()
        let living = try await onThread {
            let queue = BlockingQueue<LifeCounter.Counted>(capacity: 0)
            _ = try queue.put(counter.makeObject(), for: Delay.short)
            _ = try queue.putIfAvailable(counter.makeObject())
            var living = [counter.living]
            let getter = NativeThread.spawn { try queue.get().touch() }
            waitUntilAsleepOrEnded(getter, on: .queue)
            try queue.put(counter.makeObject())
            try getter.join()
            living.append(counter.living)
            let sender = NativeThread.spawn { try queue.put(counter.makeObject()) }
            waitUntilAsleepOrEnded(sender, on: .queue)
            try queue.get().touch()
            try sender.join()
            living.append(counter.living)
            let putter = NativeThread.spawn { try queue.put(counter.makeObject()) }
            waitUntilAsleepOrEnded(putter, on: .queue)
            queue.close()
            #expect(throws: QueueError.closed) { try putter.join() }
            return living + [counter.living]
        }
        #expect(living == [0, 0, 0, 0])
    }

    @Test func close_wakesBothSides() async throws {
        let outcomes = try await onThread {
            [true, false].map { puts in
                let queue = BlockingQueue<Int>(capacity: 0)
                let waiter = NativeThread.spawn { puts ? queue.outcomeOfPut(1) : queue.outcomeOfGet() }
                waitUntilAsleepOrEnded(waiter, on: .queue)
                queue.close()
                return waiter.join()
            }
        }
        #expect(outcomes == [.closed, .closed])
    }

    @Test func join_waitsForWhatWasHandedOver() async throws {
        let queue = queue
        try await onThread {
            let putter = NativeThread.spawn { queue.outcomeOfPut(1) }
            waitUntilAsleepOrEnded(putter, on: .queue)
            #expect(queue.unfinishedTasks == 0)
            _ = queue.outcomeOfGet()
            #expect(queue.unfinishedTasks == 1)
            queue.taskDone()
            queue.join()
            _ = putter.join()
        }
    }

    @Test func tasks_meetThreads() async throws {
        let queue = queue
        let task = Task { try await queue.get() }
        #expect(try await onThread { queue.outcomeOfPut(1) } == .put)
        #expect(try await task.value == 1)
        let sender = Task { try await queue.put(2) }
        #expect(try await onThread { queue.outcomeOfGet() } == .got(2))
        try await sender.value
        let cancelled = Task { try await queue.get() }
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        #expect(queue.outcomeOfPutIfAvailable(3) == .nothingInTime)
    }

    @Test func policies_ofAQueueWithoutRoom() async throws {
        let rejecting = BlockingQueue<Int>(capacity: 0, whenFull: .reject)
        #expect(try await onThread { rejecting.outcomeOfPut(1) } == .full)
        let dropping = BlockingQueue<Int>(capacity: 0, whenFull: .dropNewest)
        #expect(try await onThread { dropping.outcomeOfPut(1) } == .put)
        #expect(dropping.droppedCount == 1)
        await #expect(processExitsWith: .failure) { _ = BlockingQueue<Int>(capacity: 0, whenFull: .dropOldest) }
    }

    @Test func everything_isHandedOverOnce() async throws {
        let queue = queue
        let sum = try await onThread {
            let putters = (0..<3).map { first in
                NativeThread.spawn { for number in stride(from: first, to: 3_000, by: 3) { try queue.put(number) } }
            }
            let getters = (0..<3).map { _ in NativeThread.spawn { queue.reduce(0, +) } }
            for putter in putters { try putter.join() }
            queue.close()
            return getters.reduce(0) { $0 + $1.join() }
        }
        #expect(sum == 2_999 * 3_000 / 2)
    }
}
