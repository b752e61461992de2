// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// When what the work captured, and what it returned, is destroyed.
@Suite struct ThreadPoolCaptureTests {
    private struct Oops: Error, Equatable {}

    /// Looks at the future of its work when it is destroyed.
    private final class Witness: Sendable {
        private let future = Locked<Future<Int>?>(nil)
        private let seen: Locked<[Bool]>

        init(_ seen: Locked<[Bool]>) {
            self.seen = seen
        }

        deinit {
            let isDone = future.withLock { $0 }?.isDone ?? true
            seen.withLock { $0.append(isDone) }
        }

        func watch(_ future: Future<Int>) { self.future.withLock { $0 = future } }
    }

    /// Submits work whose capture watches its future, and lets it begin when it does.
    private func submitWitness(to pool: ThreadPool, _ seen: Locked<[Bool]>, failing: Bool = false) -> Future<Int> {
        let mayBegin = Event()
        // By then, the work alone has the witness.
        defer { mayBegin.set() }
        return submitWitness(to: pool, seen, failing: failing, after: mayBegin)
    }

    private func submitWitness(
        to pool: ThreadPool,
        _ seen: Locked<[Bool]>,
        failing: Bool,
        after mayBegin: Event
    ) -> Future<Int> {
        let witness = Witness(seen)
        let future = pool.submit {
            mayBegin.wait()
            if failing { throw Oops() }
            return withExtendedLifetime(witness) { 1 }
        }
        witness.watch(future)
        return future
    }

    /// X19: seen from the destructor itself, there is no result yet.
    @Test(arguments: [false, true]) func captures_areDestroyedBeforeTheFutureIsDone(failing: Bool) async throws {
        let seen = Locked<[Bool]>([])
        let pool = ThreadPool(threads: 1)
        try await onThread {
            _ = submitWitness(to: pool, seen, failing: failing).outcome()
            pool.shutdown()
        }
        #expect(seen.withLock { $0 } == [false])
    }

    /// X15, X19.
    @Test func captures_ofWorkThatAShutdownCancels_areDestroyedBeforeTheFutureIsDone() async throws {
        let seen = Locked<[Bool]>([])
        try await onThread {
            let pool = ThreadPool(threads: 1)
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            let queued = submitWitness(to: pool, seen)
            let closer = NativeThread.spawn { pool.shutdown(cancellingQueued: true) }
            _ = queued.error()
            work.letGo()
            closer.join()
        }
        #expect(seen.withLock { $0 } == [false])
    }

    /// X19: what the body captured is gone when its result can be read.
    @Test func result_comesAfterTheCapturesWereDestroyed() async throws {
        let counter = LifeCounter()
        let living = try await onThread {
            let pool = ThreadPool(threads: 2)
            var living = 0
            for _ in 0..<300 {
                _ = try pool.submit(holding: counter).result()
                living = max(living, counter.living)
            }
            return living
        }
        #expect(living == 0)
    }

    /// X19.
    @Test func result_ofABodyThatThrew_comesAfterTheCapturesWereDestroyed() async throws {
        let counter = LifeCounter()
        let living = try await onThread {
            let pool = ThreadPool(threads: 2)
            var living = 0
            for _ in 0..<300 {
                _ = pool.submit(holding: counter, throwing: Oops()).outcome()
                living = max(living, counter.living)
            }
            return living
        }
        #expect(living == 0)
    }

    /// U1, X19: cancelled work lets go of its captures at once.
    @Test func cancel_ofQueuedWork_destroysItsCaptures() async throws {
        let counter = LifeCounter()
        let living = try await onThread {
            let pool = ThreadPool(threads: 1)
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            pool.submit(holding: counter).cancel()
            let living = counter.living
            work.letGo()
            pool.shutdown()
            return living
        }
        #expect(living == 0)
    }

    /// X10, X19: the value is the future's alone, and not the pool's.
    @Test func value_isReleasedWithTheFutureThoughThePoolLives() async throws {
        final class Sent: Sendable {
            let end: Event
            init(_ end: Event) { self.end = end }
            deinit { end.set() }
        }
        let pool = ThreadPool(threads: 1)
        let isGone = Event()
        try await onThread {
            pool.submit { Sent(isGone) }
            isGone.wait()
        }
        #expect(pool.threadCount == 1)
    }
}
