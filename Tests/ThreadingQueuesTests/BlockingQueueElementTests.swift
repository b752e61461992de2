// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingQueues
import ThreadingTestSupport

/// What becomes of the elements themselves: who has them, and when they are destroyed.
@Suite struct BlockingQueueElementTests {
    private typealias Counted = LifeCounter.Counted

    /// Q1: an object that is not `Sendable` is passed on, and may be changed by whoever got it.
    @Test func put_ofAnObjectThatIsNotSendable_passesTheObjectItself() async throws {
        let counter = LifeCounter()
        let payload = try await onThread {
            let queue = BlockingQueue<Counted>(capacity: 1)
            let producer = NativeThread.spawn {
                let object = counter.makeObject()
                object.payload = 41
                try queue.put(object)
            }
            let object = try queue.get()
            object.payload += 1
            try producer.join()
            return object.payload
        }
        #expect(payload == 42)
    }

    /// Q3: the queue keeps no reference to what was taken.
    @Test func get_ofAnObject_leavesTheTakerTheOnlyOneToHaveIt() async throws {
        let counter = LifeCounter()
        let living = try await onThread {
            let queue = BlockingQueue<Counted>()
            try queue.put(counter.makeObject())
            try queue.put(counter.makeObject())
            do {
                let taken = try queue.get()
                taken.touch()
            }
            let living = [counter.living]
            _ = try queue.getIfAvailable()
            return living + [counter.living, queue.count]
        }
        #expect(living == [1, 0, 0])
    }

    /// Q8: what is left when nobody has the queue any more is destroyed with it.
    @Test func deinit_withElementsLeft_destroysThem() async throws {
        let counter = LifeCounter()
        let within = try await onThread {
            let queue = BlockingQueue<Counted>()
            for _ in 0..<3 { try queue.put(counter.makeObject()) }
            return (queue.count, counter.living)
        }
        #expect(within == (3, 3))
        #expect(counter.living == 0)
    }

    /// Q8.
    @Test func closeImmediately_givesTheObjectsAndKeepsNone() async throws {
        let counter = LifeCounter()
        let living = try await onThread {
            let queue = BlockingQueue<Counted>()
            for _ in 0..<3 { try queue.put(counter.makeObject()) }
            var living = [queue.closeImmediately().count]
            living.append(counter.living)
            return living
        }
        #expect(living == [3, 0])
    }

    /// Q2: an element that was not put is destroyed; nobody holds it.
    @Test func put_thatFails_destroysTheElement() async throws {
        let counter = LifeCounter()
        let living = try await onThread {
            let queue = BlockingQueue<Counted>(capacity: 1)
            try queue.put(counter.makeObject())
            _ = try queue.putIfAvailable(counter.makeObject())
            _ = try queue.put(counter.makeObject(), for: Delay.short)
            queue.close()
            try? queue.put(counter.makeObject())
            return (counter.living, queue.count)
        }
        #expect(living == (1, 1))
    }

    /// Q2, Q10: no code of the user's runs under the queue's lock, so a destructor may use the queue.
    @Test func put_thatFails_destroysTheElementOutsideTheLock() async throws {
        let counts = try await onThread {
            let queue = BlockingQueue<Nosy>(capacity: 1)
            let seen = Locked<[Int]>([])
            try queue.put(Nosy(of: queue, seen))
            _ = try queue.putIfAvailable(Nosy(of: queue, seen))
            _ = try queue.put(Nosy(of: queue, seen), for: Delay.short)
            queue.close()
            try? queue.put(Nosy(of: queue, seen))
            let before = seen.withLock { $0 }
            // Dropped at once: the destructor runs after the queue has let go of it.
            _ = try queue.get()
            return before + seen.withLock { $0 }
        }
        #expect(counts == [1, 1, 1, 1, 1, 1, 0])
    }

    /// Q8, Q10.
    @Test func closeImmediately_whoseResultIsDropped_destroysTheElementsOutsideTheLock() async throws {
        let counts = try await onThread {
            let queue = BlockingQueue<Nosy>()
            let seen = Locked<[Int]>([])
            for _ in 0..<3 { try queue.put(Nosy(of: queue, seen)) }
            queue.closeImmediately()
            return seen.withLock { $0 }
        }
        #expect(counts == [0, 0, 0])
    }

    /// X4 of the contract «Ordering»: everything before the put is visible after the get, also what the
    /// element does not hold (plain memory, Thread Sanitizer's).
    @Test func get_seesWhatWasDoneBeforeThePut() async throws {
        final class Cell { var value = 0 }
        let sum = try await onThread {
            let queue = BlockingQueue<Int>(capacity: 1)
            // Unguarded on purpose: the queue alone orders the accesses.
            nonisolated(unsafe) let cells = (0..<200).map { _ in Cell() }
            let producer = NativeThread.spawn {
                for index in 0..<200 {
                    unsafe cells[index].value = index
                    try queue.put(index)
                }
                queue.close()
            }
            var sum = 0
            for index in queue { unsafe sum += cells[index].value }
            try producer.join()
            return sum
        }
        #expect(sum == 200 * 199 / 2)
    }

    /// Q1: a queue of optionals tells «`nil` was put» from «nothing came».
    @Test func get_ofAnOptionalElement_tellsNilFromNothing() async throws {
        let outcome = try await onThread {
            let queue = BlockingQueue<Int?>()
            try queue.put(nil)
            let first: Int?? = try queue.get(for: .zero)
            let second: Int?? = try queue.get(for: .zero)
            return (first == .some(nil), second == nil)
        }
        #expect(outcome == (true, true))
    }
}

/// Asks the queue that it was for, when it is destroyed: under the lock it would wait for ever.
private final class Nosy {
    private let queue: BlockingQueue<Nosy>
    private let seen: Locked<[Int]>

    init(of queue: BlockingQueue<Nosy>, _ seen: Locked<[Int]>) {
        self.queue = queue
        self.seen = seen
    }

    deinit {
        let count = queue.count
        seen.withLock { $0.append(count) }
    }
}
