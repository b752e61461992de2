// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingQueues

/// What ``BlockingQueue`` promises of its elements, in every interleaving.
@Suite struct BlockingQueueContractTests {
    @Test func get_whileAnotherPuts_isFirstInFirstOut() throws {
        try exhaust {
            let queue = BlockingQueue<Int>()
            let producer = NativeThread.spawn { for number in 1...3 { try queue.put(number) } }
            for number in 1...3 { expect(try queue.get() == number, "not in order") }
            try producer.join()
            expect(queue.isEmpty)
        }
    }

    @Test func get_ofTwoProducers_keepsTheOrderOfEach() throws {
        let orders: Set = [
            [1, 2, 11, 12], [1, 11, 2, 12], [1, 11, 12, 2], [11, 1, 2, 12], [11, 1, 12, 2], [11, 12, 1, 2],
        ]
        try exhaust(orders) {
            let queue = BlockingQueue<Int>()
            let one = NativeThread.spawn { for number in [1, 2] { try queue.put(number) } }
            let two = NativeThread.spawn { for number in [11, 12] { try queue.put(number) } }
            try one.join()
            try two.join()
            queue.close()
            return Array(queue)
        }
    }

    @Test func get_byTwoConsumers_givesEachElementToOne() throws {
        // Bounded: without, more schedules than a test has time for.
        try exhaust([0, 1, 2], preemptions: 2) {
            let queue = BlockingQueue<Int>()
            let consume: @Sendable () -> [Int] = { Array(queue) }
            let one = NativeThread.spawn(consume)
            let two = NativeThread.spawn(consume)
            try queue.put(1)
            try queue.put(2)
            queue.close()
            let (first, second) = (one.join(), two.join())
            expect((first + second).sorted() == [1, 2], "an element was lost or given twice")
            expect(first == first.sorted() && second == second.sorted(), "not in order")
            return first.count
        }
    }

    @Test func put_intoAQueueOfOne_neverExceedsItsCapacity() throws {
        try exhaust {
            let queue = BlockingQueue<Int>(capacity: 1)
            let one = NativeThread.spawn { try queue.put(1) }
            let two = NativeThread.spawn { try queue.put(2) }
            var numbers: [Int] = []
            while numbers.count < 2 {
                expect(queue.count <= 1, "more elements than fit in")
                numbers.append(try queue.get())
            }
            try one.join()
            try two.join()
            expect(numbers.sorted() == [1, 2], "an element was lost or put twice")
        }
    }

    @Test func put_whereThereIsNoRoom_waitsUntilThereIs() throws {
        try exhaust {
            let queue = BlockingQueue<Int>(capacity: 1)
            let numbers = WatchedVariable(0)
            let producer = NativeThread.spawn {
                for number in 1...2 {
                    numbers.write(number)
                    try queue.put(number)
                }
                // There was room for the second only because the first was got.
                return queue.count <= 1
            }
            expect(try queue.get() == 1)
            expect(try queue.get() == 2)
            expect(try producer.join())
            expect(numbers.read() == 2)
        }
    }

    @Test func put_showsWhoeverGetsWhatWasDoneBefore() throws {
        try exhaust {
            let queue = BlockingQueue<Int>()
            let value = WatchedVariable(0)
            let producer = NativeThread.spawn {
                value.write(1)
                try queue.put(1)
            }
            _ = try queue.get()
            expect(value.read() == 1)
            try producer.join()
        }
    }

    @Test func getForATime_whileAnotherPuts_isTheElementOrNilAndLosesNothing() throws {
        try exhaust([1, nil]) {
            let queue = BlockingQueue<Int>()
            let consumer = NativeThread.spawn { try queue.get(for: .seconds(30)) }
            try queue.put(1)
            let element = try consumer.join()
            expect(queue.count == (element == nil ? 1 : 0), "an element was lost, or given twice")
            return element
        }
    }

    @Test func getForATime_overAsAnElementComes_leavesItToTheNext() throws {
        try exhaust([1, nil]) {
            let queue = BlockingQueue<Int>()
            let impatient = NativeThread.spawn { try queue.get(for: .seconds(30)) }
            let patient = NativeThread.spawn { try queue.get() }
            try queue.put(1)
            let element = try impatient.join()
            if element != nil { try queue.put(2) }
            expect(try patient.join() == (element == nil ? 1 : 2))
            return element
        }
    }

    @Test func getIfAvailable_whileAnotherPuts_isTheElementOrNil() throws {
        try exhaust([1, nil]) {
            let queue = BlockingQueue<Int>()
            let producer = NativeThread.spawn { try queue.put(1) }
            let element = try queue.getIfAvailable()
            try producer.join()
            return element
        }
    }

    @Test func putForATime_whileAnotherGets_putsOrGivesUp() throws {
        try exhaust([true, false]) {
            let queue = BlockingQueue<Int>(capacity: 1)
            try queue.put(1)
            let producer = NativeThread.spawn { try queue.put(2, for: .seconds(30)) }
            expect(try queue.get() == 1)
            let wasPut = try producer.join()
            expect(queue.count == (wasPut ? 1 : 0), "the answer is not what was done")
            return wasPut
        }
    }

    @Test func putForATime_overAsThereIsRoom_leavesItToTheNext() throws {
        try exhaust([true, false]) {
            let queue = BlockingQueue<Int>(capacity: 1)
            try queue.put(1)
            let impatient = NativeThread.spawn { try queue.put(2, for: .seconds(30)) }
            let patient = NativeThread.spawn { try queue.put(3) }
            expect(try queue.get() == 1)
            let wasPut = try impatient.join()
            if wasPut { _ = try queue.get() }
            try patient.join()
            expect(queue.count == 1)
            return wasPut
        }
    }

    @Test func putIfAvailable_byTwo_fillsTheOnePlaceOnce() throws {
        try exhaust([1, 2]) {
            let queue = BlockingQueue<Int>(capacity: 1)
            let one = NativeThread.spawn { try queue.putIfAvailable(1) }
            let two = NativeThread.spawn { try queue.putIfAvailable(2) }
            let (first, second) = (try one.join(), try two.join())
            expect(first != second && queue.isFull, "both were put, or neither")
            let element = try queue.get()
            expect(element == (first ? 1 : 2))
            return element
        }
    }

    @Test func get_byTwoWhoSleep_servesThemInTheOrderInWhichTheyCame() throws {
        // Without a preemption both sleep when the elements come, the one that slept first before the other. Of two
        // that have been notified either may run first, so they are notified one by one.
        try exhaust(preemptions: 0) {
            let queue = BlockingQueue<Int>()
            let one = NativeThread.spawn { try queue.get() }
            let two = NativeThread.spawn {
                NativeThread.sleep(for: .seconds(1))
                return try queue.get()
            }
            NativeThread.sleep(for: .seconds(2))
            try queue.put(1)
            expect(try one.join() == 1, "the one that came later was notified first")
            try queue.put(2)
            expect(try two.join() == 2)
        }
    }

    @Test func put_byTwoWhoSleep_putsInTheOrderInWhichTheyCame() throws {
        try exhaust(preemptions: 0) {
            let queue = BlockingQueue<Int>(capacity: 1)
            try queue.put(1)
            let one = NativeThread.spawn { try queue.put(2) }
            let two = NativeThread.spawn {
                NativeThread.sleep(for: .seconds(1))
                try queue.put(3)
            }
            NativeThread.sleep(for: .seconds(2))
            expect(try queue.get() == 1)
            try one.join()
            expect(try queue.get() == 2, "the one that came later was notified first")
            try two.join()
            expect(try queue.get() == 3)
        }
    }
}
