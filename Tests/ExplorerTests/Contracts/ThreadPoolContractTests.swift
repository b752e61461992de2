// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingFutures

/// What ``ThreadPool`` promises of its work, in every interleaving.
@Suite struct ThreadPoolContractTests {
    @Test func submit_toOneThread_doesTheWorkInOrderAndOneAtATime() throws {
        try exhaust {
            let pool = ThreadPool(threads: 1)
            // Guarded by nothing but that there is one thread.
            let done = WatchedVariable<[Int]>([])
            let futures = (1...3).map { number in
                pool.submit {
                    done.write(done.read() + [number])
                    return number * 10
                }
            }
            for (index, future) in futures.enumerated() {
                expect(try future.result() == (index + 1) * 10, "not the result of that work")
            }
            pool.shutdown()
            expect(done.read() == [1, 2, 3], "not in the order of submission")
            expect(pool.threadCount == 0 && pool.queuedCount == 0)
        }
    }

    @Test func submit_toTwoThreads_doesAllOfItTwoAtATime() throws {
        try exhaust([1, 2], preemptions: 1) {
            let pool = ThreadPool(threads: 2)
            let inside = AtomicCell(0)
            let futures = (1...3).map { _ in
                pool.submit {
                    let number = inside.add(1)
                    inside.add(-1)
                    return number
                }
            }
            let most = try futures.map { try $0.result() }.max() ?? 0
            expect(pool.threadCount <= 2, "more threads than there may be")
            pool.shutdown()
            return most
        }
    }

    @Test func submit_showsTheBodyWhatWasDoneBeforeAndTheReaderWhatItDid() throws {
        try exhaust {
            let pool = ThreadPool(threads: 1)
            let value = WatchedVariable(0)
            value.write(1)
            let future = pool.submit { value.write(value.read() + 1) }
            try future.result()
            expect(value.read() == 2)
            pool.shutdown()
        }
    }

    @Test func submit_ofWorkThatThrows_failsItsFutureAndNotTheThread() throws {
        try exhaust {
            let pool = ThreadPool(threads: 1)
            let failing = pool.submit { throw ContractError(number: 1) }
            let next = pool.submit { 2 }
            expectError(ContractError(number: 1), in: Result { try failing.result() })
            expect(try next.result() == 2)
            pool.shutdown()
        }
    }

    @Test func submit_byTwoThreads_doesBothOnce() throws {
        try exhaust(preemptions: 2) {
            let pool = ThreadPool(threads: 1)
            let done = AtomicCell(0)
            let one = NativeThread.spawn { pool.submit { done.add(1) } }
            let two = NativeThread.spawn { pool.submit { done.add(1) } }
            let numbers = [try one.join().result(), try two.join().result()]
            expect(numbers.sorted() == [1, 2] && done.load() == 2, "work was left out or done twice")
            pool.shutdown()
        }
    }

    @Test func submit_fromAWorkOfThePool_isDone() throws {
        try exhaust {
            let pool = ThreadPool(threads: 1)
            let outer = pool.submit { pool.submit { 42 } }
            expect(try outer.result().result() == 42)
            pool.shutdown()
        }
    }

    @Test func initializer_runsOnceOnEachThreadBeforeItsWork() throws {
        try exhaust {
            let initialized = AtomicCell(0)
            let pool = ThreadPool(threads: 1) { initialized.add(1) }
            expect(pool.threadCount == 0, "a pool without work has a thread")
            let futures = [pool.submit { initialized.load() }, pool.submit { initialized.load() }]
            for future in futures { expect(try future.result() == 1) }
            pool.shutdown()
        }
    }

    @Test func cancel_whileTheWorkBegins_oneOfThemWins() throws {
        try exhaust([true, false]) {
            let pool = ThreadPool(threads: 1)
            let runs = AtomicCell(0)
            let future = pool.submit {
                runs.add(1)
                return 42
            }
            let isCancelled = future.cancel()
            let result = Result { try future.result() }
            pool.shutdown()
            expect(runs.load() == (isCancelled ? 0 : 1), "cancelled and run, or neither")
            expect(future.isCancelled == isCancelled)
            if isCancelled { expectError(FutureError.cancelled, in: result) } else { expect(try result.get() == 42) }
            return isCancelled
        }
    }

    @Test func cancel_ofQueuedWork_leavesTheRest() throws {
        try exhaust([true, false]) {
            let pool = ThreadPool(threads: 1)
            let one = pool.submit { 1 }
            let two = pool.submit { 2 }
            let three = pool.submit { 3 }
            let isCancelled = two.cancel()
            expect(try one.result() == 1 && three.result() == 3)
            pool.shutdown()
            return isCancelled
        }
    }

    @Test func resultForATime_whileTheWorkRuns_isItsValueOrNil() throws {
        try exhaust([42, nil]) {
            let pool = ThreadPool(threads: 1)
            let future = pool.submit { 42 }
            let seen = try future.result(for: .seconds(30))
            pool.shutdown()
            expect(try future.result(for: .zero) == 42, "a wait that gave up has spoiled the work")
            return seen
        }
    }

    @Test func submit_ofTwoThatNeedEachOther_doesBothAtATime() throws {
        try exhaust(preemptions: 1) {
            let pool = ThreadPool(threads: 2)
            let (ping, pong) = (Event(), Event())
            pool.submit {
                ping.set()
                pong.wait()
            }
            pool.submit {
                ping.wait()
                pong.set()
            }
            pool.shutdown()
        }
    }

    @Test func submit_whileAThreadIsIdle_startsNoOther() throws {
        // Without a preemption the first has nothing to do any more when the second piece comes.
        try exhaust([1], preemptions: 0) {
            let pool = ThreadPool(threads: 2)
            try pool.submit {}.result()
            NativeThread.sleep(for: .seconds(1))
            try pool.submit {}.result()
            let threads = pool.threadCount
            pool.shutdown()
            return threads
        }
    }

    @Test func result_isThereWhenWhatTheWorkCapturedIsDestroyed() throws {
        try exhaust {
            let pool = ThreadPool(threads: 1)
            let isDestroyed = AtomicCell(false)
            let future = pool.submit { [captured = Witness(isDestroyed)] in captured.look() }
            try future.result()
            expect(isDestroyed.load(), "a result while the work's captures were alive")
            pool.shutdown()
        }
    }

    @Test func shutdown_afterWorkWasCancelled_hasDestroyedWhatItCaptured() throws {
        try exhaust([true, false]) {
            let pool = ThreadPool(threads: 1)
            let isDestroyed = AtomicCell(false)
            let future = pool.submit { [captured = Witness(isDestroyed)] in captured.look() }
            let isCancelled = future.cancel()
            pool.shutdown()
            expect(isDestroyed.load(), "cancelled work has kept its captures")
            return isCancelled
        }
    }
}
