// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

@testable import ThreadingQueues

/// What tasks that wait in a queue owe to those who wait beside them, in every interleaving.
///
/// An explorer runs threads, not tasks. So a thread does here what the task does before and after it is suspended, and the
/// rest, to be notified and to be cancelled, is done by threads in any case.
@Suite struct QueueTaskContractTests {
    /// A thread that waits behind a task which is cancelled: it gets what the task was told of and does not use.
    @Test func put_whileTheFirstWhoWaitsIsCancelled_reachesTheSecond() throws {
        try exhaust([true, false]) {
            let queue = BlockingQueue<Int>()
            let event = queue.buffer.elementCame
            let task = QueueTask()
            let place = event.add(task)
            let canceller = NativeThread.spawn { task.cancel() }
            let getter = NativeThread.spawn { try queue.get() }
            try queue.put(1)
            canceller.join()
            let isMine = task.isNotified
            if isMine {
                // The task was told, and uses it; or finds that the thread was faster, and would wait anew.
                if try queue.getIfAvailable() != nil { try queue.put(2) }
            } else {
                _ = event.remove(listening: place)
            }
            _ = try getter.join()
            expect(!event.isAwaited, "somebody still waits")
            return isMine
        }
    }

    /// The same on the side of those who put.
    @Test func get_whileTheFirstWhoWaitsForRoomIsCancelled_reachesTheSecond() throws {
        try exhaust([true, false]) {
            let queue = BlockingQueue<Int>(capacity: 1)
            try queue.put(1)
            let event = queue.buffer.roomCame
            let task = QueueTask()
            let place = event.add(task)
            let canceller = NativeThread.spawn { task.cancel() }
            let putter = NativeThread.spawn { try queue.put(2) }
            expect(try queue.get() == 1)
            canceller.join()
            let isMine = task.isNotified
            if isMine {
                if try queue.putIfAvailable(3) { _ = try queue.get() }
            } else {
                _ = event.remove(listening: place)
            }
            try putter.join()
            expect(queue.count == 1 && !event.isAwaited)
            return isMine
        }
    }

    /// A task that is told of the close is told once, whether it is cancelled or not.
    @Test func close_whileTheTaskIsCancelled_endsItsWaitOnce() throws {
        try exhaust([true, false]) {
            let queue = BlockingQueue<Int>()
            let event = queue.buffer.elementCame
            let task = QueueTask()
            let place = event.add(task)
            let canceller = NativeThread.spawn { task.cancel() }
            queue.close()
            canceller.join()
            expect(!event.remove(listening: place), "the close has left it in the list")
            return task.isNotified
        }
    }

    /// A task that looks at the queue after it has entered itself, beside a put: it sees the element, or is told.
    @Test func put_besideATaskThatBeginsToWait_isSeenOrTold() throws {
        try exhaust([true, false]) {
            let queue = BlockingQueue<Int>()
            let event = queue.buffer.elementCame
            let task = QueueTask()
            let putter = NativeThread.spawn { try queue.put(1) }
            let place = event.add(task)
            let hasSeen = queue.buffer.isReadyToTake
            try putter.join()
            let wasTold = !event.remove(listening: place)
            expect(hasSeen || wasTold, "the task would sleep beside an element")
            expect(wasTold == task.isNotified)
            return wasTold
        }
    }
}
