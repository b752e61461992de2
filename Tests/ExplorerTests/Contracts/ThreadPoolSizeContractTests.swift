// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingFutures

/// A ``ThreadPool`` that grows and shrinks, in every interleaving.
@Suite struct ThreadPoolSizeContractTests {
    private struct Refused: Error, Equatable {}

    /// Z8, ask 14: a thread that leaves while work comes takes it, or another is started.
    @Test func submit_whileTheLastThreadLeaves_isDone() throws {
        try exhaust([1, 2]) {
            let pool = shrinking()
            expect(try pool.submit { 1 }.result() == 1)
            // Until the very moment at which the thread leaves.
            NativeThread.sleep(for: .seconds(1))
            let name = try pool.submit { NativeThread.current.name }.result()
            pool.shutdown()
            return name == "ThreadPool-1" ? 1 : 2
        }
    }

    /// Ask 14.
    @Test func thread_withoutWorkForTheTime_leaves() throws {
        try exhaust([0], preemptions: 0) {
            let pool = shrinking()
            try pool.submit {}.result()
            NativeThread.sleep(for: .seconds(5))
            let threads = pool.threadCount
            pool.shutdown()
            return threads
        }
    }

    /// Ask 14.
    @Test func threads_asManyAsAreKept_stay() throws {
        try exhaust([1], preemptions: 0) {
            let pool = shrinking(from: 2, to: 1)
            let (ping, pong) = (Event(), Event())
            let futures = [
                pool.submit {
                    ping.set()
                    pong.wait()
                },
                pool.submit {
                    ping.wait()
                    pong.set()
                },
            ]
            for future in futures { try future.result() }
            NativeThread.sleep(for: .seconds(5))
            let threads = pool.threadCount
            pool.shutdown()
            return threads
        }
    }

    /// X15, ask 14: the shutdown waits for threads that have left before.
    @Test func shutdown_whileAThreadLeaves_waitsForIt() throws {
        try exhaust {
            let pool = shrinking()
            let thread = try pool.submit { NativeThread.current }.result()
            NativeThread.sleep(for: .seconds(1))
            pool.shutdown()
            expect(!thread.isAlive, "shut down before its thread has ended")
            expect(pool.threadCount == 0)
        }
    }

    /// X15, ask 14: of those that have left, one is kept, and it has joined the others.
    @Test func shutdown_whileThreadsLeave_waitsForAllOfThem() throws {
        try exhaust(preemptions: 1) {
            let pool = shrinking(from: 2)
            let (ping, pong) = (Event(), Event())
            let futures = [
                pool.submit {
                    ping.set()
                    pong.wait()
                    return NativeThread.current
                },
                pool.submit {
                    ping.wait()
                    pong.set()
                    return NativeThread.current
                },
            ]
            let threads = try futures.map { try $0.result() }
            NativeThread.sleep(for: .seconds(1))
            pool.shutdown()
            expect(!threads.contains { $0.isAlive }, "shut down before its threads have ended")
        }
    }

    /// Ask 14.
    @Test func resize_toLess_leavesNoWork() throws {
        try exhaust(preemptions: 1) {
            let pool = ThreadPool(threads: 2)
            let done = AtomicCell(0)
            for _ in 1...2 { pool.submit { done.add(1) } }
            pool.resize(maximum: 1)
            pool.submit { done.add(1) }
            pool.shutdown()
            expect(done.load() == 3, "work was left out")
        }
    }

    /// Ask 14: one that waits for a thread has it.
    @Test func resize_toMore_startsThreadsForWhatWaits() throws {
        try exhaust(preemptions: 1) {
            let pool = ThreadPool(threads: 1)
            let isSet = Event()
            pool.submit { isSet.wait() }
            pool.submit { isSet.set() }
            pool.resize(maximum: 2)
            pool.shutdown()
        }
    }

    /// X18, Z8: work is not lost to a thread that could not be initialized.
    @Test func submit_whenTheFirstInitializerFails_isDoneByTheNext() throws {
        try exhaust(preemptions: 2) {
            let attempts = AtomicCell(0)
            let pool = ThreadPool(threads: 1) { if attempts.add(1) == 1 { throw Refused() } }
            let future = pool.submit { NativeThread.current.name }
            expect(try future.result() == "ThreadPool-2")
            pool.shutdown()
            expect(attempts.load() == 2 && pool.threadCount == 0)
        }
    }

    /// X18, Z8: nothing hangs.
    @Test func submit_whenEveryInitializerFails_failsTheFuture() throws {
        try exhaust(preemptions: 1) {
            let attempts = AtomicCell(0)
            let pool = ThreadPool(threads: 1) {
                attempts.add(1)
                throw Refused()
            }
            let result = Result { try pool.submit { 1 }.result() }
            expectError(PoolError.initializerFailed(reason: "Refused()"), in: result)
            expect(attempts.load() == 3)
            pool.shutdown()
            expect(pool.threadCount == 0)
        }
    }

    /// X15, X18: the shutdown waits for the threads that take the place of those that failed.
    @Test func shutdown_whileInitializersFail_leavesNoFutureUndone() throws {
        try exhaust(preemptions: 1) {
            let attempts = AtomicCell(0)
            let pool = ThreadPool(threads: 1) { if attempts.add(1) == 1 { throw Refused() } }
            let future = pool.submit { 1 }
            pool.shutdown()
            expect(future.isDone, "a future was left undone")
            expect(try future.result() == 1)
            expect(pool.threadCount == 0)
        }
    }

    /// Z1, ask 16.
    @Test func shutdownForATime_saysWhatIsLeft() throws {
        // The third: all work is done, and the thread has not ended.
        let possible: Set = [
            [true, false, false], [false, true, false], [false, false, false], [false, true, true],
        ]
        try exhaust(possible, preemptions: 2) {
            let pool = ThreadPool(threads: 1)
            let mayEnd = Event()
            let running = pool.submit { mayEnd.wait() }
            let queued = pool.submit {}
            let setter = NativeThread.spawn { mayEnd.set() }
            let rest = pool.shutdown(for: .seconds(1))
            let seen = [rest.isComplete, rest.running == 1, rest.queued.first === queued]
            if rest.isComplete { expect(running.isDone && queued.isDone) }
            expect(rest.cancelled.isEmpty)
            setter.join()
            pool.shutdown()
            expect(running.isDone && queued.isDone && pool.threadCount == 0)
            return seen
        }
    }
}

/// A pool whose threads leave after a second.
private func shrinking(from maximum: Int = 1, to minimum: Int = 0) -> ThreadPool {
    var options = ThreadPoolOptions(minimumThreads: minimum, maximumThreads: maximum)
    options.keepAlive = .seconds(1)
    return ThreadPool(options)
}
