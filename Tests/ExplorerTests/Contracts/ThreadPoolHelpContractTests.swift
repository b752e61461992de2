// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingFutures

/// Work of a ``ThreadPool`` that waits for other work of the same pool, in every interleaving.
@Suite struct ThreadPoolHelpContractTests {
    /// X21, ask 20: the documented deadlock of Python.
    @Test func result_inWorkOfAPoolOfOne_isThere() throws {
        try exhaust {
            let pool = ThreadPool(threads: 1)
            let outer = pool.submit { try pool.submit { 1 }.result() + 1 }
            expect(try outer.result() == 2)
            pool.shutdown()
        }
    }

    /// X21.
    @Test func result_nestedTwice_isThere() throws {
        try exhaust(preemptions: 2) {
            let pool = ThreadPool(threads: 1)
            let outer = pool.submit {
                try pool.submit { try pool.submit { 1 }.result() + 1 }.result() + 1
            }
            expect(try outer.result() == 3)
            pool.shutdown()
        }
    }

    /// X21: all threads of the pool wait at a time.
    @Test func result_inWorkOfAllThreads_isThere() throws {
        try exhaust(preemptions: 1) {
            let pool = ThreadPool(threads: 2)
            let runs = AtomicCell(0)
            let outer: @Sendable () throws -> Int = { try pool.submit { runs.add(1) }.result() }
            let futures = [pool.submit(outer), pool.submit(outer)]
            expect(try futures.map { try $0.result() }.sorted() == [1, 2], "an inner work was left out or done twice")
            pool.shutdown()
            expect(runs.load() == 2)
        }
    }

    /// X21: each of two waits for what the other has submitted.
    @Test func result_ofTheOthersWork_isThereForBoth() throws {
        try exhaust(preemptions: 1) {
            let pool = ThreadPool(threads: 2)
            let (left, right) = (Promise<Future<Int>>(), Promise<Future<Int>>())
            let one = pool.submit {
                left.succeed(pool.submit { 1 })
                return try right.future.result().result()
            }
            let other = pool.submit {
                right.succeed(pool.submit { 2 })
                return try left.future.result().result()
            }
            expect(try one.result() == 2 && other.result() == 1)
            pool.shutdown()
        }
    }

    /// X21, U1: who helps and who cancels are two; one of them wins.
    @Test func cancel_whileTheWaiterHelps_oneOfThemWins() throws {
        try exhaust([true, false]) {
            let pool = ThreadPool(threads: 1)
            let inner = Promise<Future<Int>>()
            let runs = AtomicCell(0)
            let outer = pool.submit {
                let future = pool.submit { runs.add(1) }
                inner.succeed(future)
                return (try? future.result()) == 1
            }
            let isCancelled = try inner.future.result().cancel()
            let wasRun = try outer.result()
            expect(wasRun != isCancelled, "cancelled and run, or neither")
            expect(runs.load() == (wasRun ? 1 : 0))
            pool.shutdown()
            return isCancelled
        }
    }

    /// X21: threads from outside the pool wait, and help nobody.
    @Test func result_fromOutside_isDoneByThePool() throws {
        try exhaust {
            let pool = ThreadPool(threads: 1)
            let future = pool.submit { NativeThread.current.name }
            expect(try future.result() == "ThreadPool-1")
            pool.shutdown()
        }
    }

    /// X21: a wait with a deadline helps, too.
    @Test func resultForATime_inWorkOfAPoolOfOne_isThere() throws {
        try exhaust {
            let pool = ThreadPool(threads: 1)
            let outer = pool.submit { try pool.submit { 1 }.result(for: .seconds(1)) }
            expect(try outer.result() == 1)
            pool.shutdown()
        }
    }
}
