// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingQueues

/// What stacks, priority queues, policies and batches promise, in every interleaving.
@Suite struct QueueKindsContractTests {
    @Test func stack_betweenAPutterAndAGetter_losesNothing() throws {
        try exhaust([[1, 2], [2, 1]]) {
            let stack = BlockingStack<Int>()
            let putter = NativeThread.spawn { for number in [1, 2] { try stack.put(number) } }
            let taken = [try stack.get(), try stack.get()]
            try putter.join()
            return taken
        }
    }

    @Test func priorityQueue_betweenAPutterAndAGetter_givesTheLeastOfWhatIsThere() throws {
        try exhaust([[2, 1], [1, 2]]) {
            let queue = BlockingPriorityQueue<Int>()
            let putter = NativeThread.spawn { for number in [2, 1] { try queue.put(number) } }
            let taken = [try queue.get(), try queue.get()]
            try putter.join()
            return taken
        }
    }

    @Test func dropOldest_betweenTwoPutters_keepsOneAndCountsTheOther() throws {
        try exhaust([1, 2]) {
            let queue = BlockingQueue<Int>(capacity: 1, whenFull: .dropOldest)
            let putter = NativeThread.spawn { try queue.put(1) }
            try queue.put(2)
            try putter.join()
            expect(queue.droppedCount == 1 && queue.count == 1)
            let left = try queue.get()
            queue.taskDone()
            queue.join()
            return left
        }
    }

    /// A drop and its put are one step: nothing is dropped for an element that is refused by the close.
    @Test func dropOldest_besideAClose_dropsOnlyForWhatIsPut() throws {
        try exhaust([1, 2]) {
            let queue = BlockingQueue<Int>(capacity: 1, whenFull: .dropOldest)
            try queue.put(1)
            let putter = NativeThread.spawn { (try? queue.put(2)) != nil }
            queue.close()
            let wasPut = putter.join()
            expect(queue.droppedCount == (wasPut ? 1 : 0), "dropped for nothing")
            expect(Array(queue) == [wasPut ? 2 : 1], "lost by a close")
            return wasPut ? 2 : 1
        }
    }

    @Test func dropOldest_besideAGetter_dropsOnlyWhatHasNoRoom() throws {
        try exhaust([0, 1]) {
            let queue = BlockingQueue<Int>(capacity: 1, whenFull: .dropOldest)
            try queue.put(1)
            let getter = NativeThread.spawn { try queue.get() }
            try queue.put(2)
            let got = try getter.join()
            expect(queue.droppedCount == (got == 1 ? 0 : 1), "dropped where there was room")
            expect([got] + [try queue.getIfAvailable()].compactMap(\.self) == (got == 1 ? [1, 2] : [2]))
            return queue.droppedCount
        }
    }

    @Test func reject_betweenTwoPutters_takesOne() throws {
        try exhaust([1, 2]) {
            let queue = BlockingQueue<Int>(capacity: 1, whenFull: .reject)
            let putter = NativeThread.spawn { (try? queue.put(1)) != nil }
            let isMine = (try? queue.put(2)) != nil
            expect(putter.join() != isMine, "both or neither")
            return try queue.get()
        }
    }

    @Test func batch_besideAGetter_sharesWhatIsThere() throws {
        try exhaust([2, 3], preemptions: 2) {
            let queue = BlockingQueue<Int>()
            let getter = NativeThread.spawn { try? queue.get() }
            for number in 1...3 { try queue.put(number) }
            let batch = try queue.get(upTo: 3)
            queue.close()
            let taken = batch + [getter.join()].compactMap(\.self) + Array(queue)
            expect(taken.sorted() == [1, 2, 3], "an element was lost or given twice")
            return batch.count
        }
    }

    @Test func closeImmediately_besideAGetter_givesEachToOne() throws {
        try exhaust([0, 1, 2]) {
            let queue = BlockingQueue<Int>()
            let putter = NativeThread.spawn { [1, 2].count { (try? queue.put($0)) != nil } }
            let getter = NativeThread.spawn { try? queue.get() }
            let left = queue.closeImmediately()
            let put = putter.join()
            let got = getter.join()
            expect(left.count + (got == nil ? 0 : 1) == put, "an element was lost or given twice")
            return left.count
        }
    }
}
