// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingQueues

/// What ``BlockingQueue`` promises of its end, closed or all done, in every interleaving.
@Suite struct BlockingQueueEndContractTests {
    @Test func close_whileTwoWaitToGet_releasesBoth() throws {
        try exhaust {
            let queue = BlockingQueue<Int>()
            let get: @Sendable () -> Void = { expectError(QueueError.closed, in: Result { try queue.get() }) }
            let one = NativeThread.spawn(get)
            let two = NativeThread.spawn(get)
            queue.close()
            one.join()
            two.join()
        }
    }

    @Test func close_whileOneWaitsToPut_releasesItWithoutItsElement() throws {
        try exhaust {
            let queue = BlockingQueue<Int>(capacity: 1)
            try queue.put(1)
            let producer = NativeThread.spawn { expectError(QueueError.closed, in: Result { try queue.put(2) }) }
            queue.close()
            producer.join()
            expect(Array(queue) == [1], "an element was put into a closed queue, or lost from it")
        }
    }

    @Test func close_whileAnotherPuts_throwsOrKeepsTheElement() throws {
        try exhaust([[1], []]) {
            let queue = BlockingQueue<Int>()
            let producer = NativeThread.spawn {
                do {
                    try queue.put(1)
                    return true
                } catch {
                    expect(error as? QueueError == .closed)
                    return false
                }
            }
            queue.close()
            let wasPut = producer.join()
            let left = Array(queue)
            expect(left == (wasPut ? [1] : []), "put without an error, and lost")
            return left
        }
    }

    @Test func close_withElementsLeft_letsTwoConsumersShareThem() throws {
        try exhaust([0, 1, 2]) {
            let queue = BlockingQueue<Int>()
            try queue.put(1)
            try queue.put(2)
            let one = NativeThread.spawn { Array(queue) }
            let two = NativeThread.spawn { Array(queue) }
            queue.close()
            let (first, second) = (one.join(), two.join())
            expect((first + second).sorted() == [1, 2], "an element was lost")
            return first.count
        }
    }

    @Test func close_byTwoThreads_isFinal() throws {
        try exhaust {
            let queue = BlockingQueue<Int>()
            together({ queue.close() }, { queue.close() })
            expect(queue.isClosed)
            expectError(QueueError.closed, in: Result { try queue.put(1) })
            expectError(QueueError.closed, in: Result { try queue.putIfAvailable(1) })
            expectError(QueueError.closed, in: Result { try queue.getIfAvailable() })
        }
    }

    @Test func close_whileOneWaitsForATime_throwsOrIsNil() throws {
        try exhaust([true, false]) {
            let queue = BlockingQueue<Int>()
            let consumer = NativeThread.spawn {
                do {
                    expect(try queue.get(for: .seconds(30)) == nil, "an element that nobody put")
                    return false
                } catch {
                    expect(error as? QueueError == .closed)
                    return true
                }
            }
            queue.close()
            return consumer.join()
        }
    }

    @Test func close_whileOnePutsForATime_throwsOrGivesUp() throws {
        try exhaust([true, false]) {
            let queue = BlockingQueue<Int>(capacity: 1)
            try queue.put(1)
            let producer = NativeThread.spawn {
                do {
                    expect(!(try queue.put(2, for: .seconds(30))), "there was no room")
                    return false
                } catch {
                    expect(error as? QueueError == .closed)
                    return true
                }
            }
            queue.close()
            let hasThrown = producer.join()
            expect(Array(queue) == [1])
            return hasThrown
        }
    }

    @Test func closeImmediately_whileAnotherGets_givesEachElementToOne() throws {
        try exhaust([[], [1], [1, 2]]) {
            let queue = BlockingQueue<Int>()
            try queue.put(1)
            try queue.put(2)
            let consumer = NativeThread.spawn { Array(queue) }
            let dropped = queue.closeImmediately()
            let got = consumer.join()
            expect(got + dropped == [1, 2], "an element was lost, given twice or out of order")
            expect(queue.isEmpty && queue.isClosed)
            return dropped.isEmpty ? [1, 2] : got
        }
    }

    @Test func closeImmediately_whileOneWaitsToPut_releasesIt() throws {
        try exhaust {
            let queue = BlockingQueue<Int>(capacity: 1)
            try queue.put(1)
            let producer = NativeThread.spawn { expectError(QueueError.closed, in: Result { try queue.put(2) }) }
            expect(queue.closeImmediately() == [1])
            producer.join()
            expect(queue.isEmpty, "an element was put into a closed queue")
        }
    }

    @Test func closeImmediately_whileOneJoins_countsWhatWasInItAsDone() throws {
        try exhaust {
            let queue = BlockingQueue<Int>()
            try queue.put(1)
            try queue.put(2)
            let joiner = NativeThread.spawn { queue.join() }
            expect(queue.closeImmediately().count == 2)
            joiner.join()
            expect(queue.unfinishedTasks == 0)
        }
    }

    @Test func join_whileAnotherWorks_waitsUntilAllIsDone() throws {
        try exhaust {
            let queue = BlockingQueue<Int>()
            let done = WatchedVariable(0)
            try queue.put(1)
            try queue.put(2)
            let worker = NativeThread.spawn {
                for _ in 1...2 {
                    done.write(done.read() + (try queue.get()))
                    queue.taskDone()
                }
            }
            queue.join()
            expect(done.read() == 3, "joined before the work was done")
            expect(queue.unfinishedTasks == 0)
            try worker.join()
        }
    }

    @Test func join_byTwoThreads_releasesBoth() throws {
        try exhaust {
            let queue = BlockingQueue<Int>()
            try queue.put(1)
            let one = NativeThread.spawn { queue.join() }
            let two = NativeThread.spawn { queue.join() }
            _ = try queue.get()
            queue.taskDone()
            one.join()
            two.join()
        }
    }

    @Test func join_ofAQueueThatNobodyHasUsed_returnsAtOnce() throws {
        try exhaust {
            let queue = BlockingQueue<Int>()
            queue.join()
            expect(queue.join(for: .zero))
        }
    }

    @Test func join_ofAQueueThatIsClosed_waitsForWhatWasGot() throws {
        try exhaust {
            let queue = BlockingQueue<Int>()
            let isDone = WatchedVariable(false)
            try queue.put(1)
            let worker = NativeThread.spawn {
                for _ in queue {
                    isDone.write(true)
                    queue.taskDone()
                }
            }
            queue.close()
            queue.join()
            expect(isDone.read(), "closing has ended the wait")
            worker.join()
        }
    }

    @Test func joinForATime_whileAnotherWorks_isDoneOrNot() throws {
        try exhaust([true, false]) {
            let queue = BlockingQueue<Int>()
            try queue.put(1)
            let worker = NativeThread.spawn {
                _ = try queue.get()
                queue.taskDone()
            }
            let isDone = queue.join(for: .seconds(30))
            try worker.join()
            expect(queue.unfinishedTasks == 0)
            return isDone
        }
    }
}
