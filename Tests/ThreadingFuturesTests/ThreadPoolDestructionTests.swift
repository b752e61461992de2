// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingFutures
import ThreadingTestSupport

/// What a task holds is destroyed with no lock of the pool held: a destructor may ask the pool, and give it work.
@Suite struct ThreadPoolDestructionTests {
    /// Asks its pool when it is destroyed, which takes the pool's lock.
    private final class Asker: Sendable {
        private let pool: ThreadPool
        private let asked: Locked<Int>

        init(_ pool: ThreadPool, _ asked: Locked<Int>) {
            self.pool = pool
            self.asked = asked
        }

        deinit {
            _ = pool.queuedCount
            pool.submit {}
            asked.withLock { $0 += 1 }
        }
    }

    /// How the pool comes to have nobody queue its tasks without a lock, or with one.
    enum Kind: CaseIterable {
        case plain, bounded

        func make(threads: Int) -> ThreadPool {
            var options = ThreadPoolOptions(maximumThreads: threads)
            options.keepAlive = nil
            if self == .bounded { options.capacity = 100 }
            return ThreadPool(options)
        }
    }

    /// A task that holds an asker, and returns another.
    private func submit(to pool: ThreadPool, _ asked: Locked<Int>, _ priority: TaskPriority = .medium) -> Future<Asker>
    {
        let (held, result) = (Asker(pool, asked), Asker(pool, asked))
        return pool.submit(priority: priority) { withExtendedLifetime(held) { result } }
    }

    /// X19: the queue's reference to a task that was done is the last.
    @Test(arguments: Kind.allCases) func task_whoseFutureNobodyKeeps_isDestroyedWithoutTheLock(kind: Kind) async throws
    {
        let asked = Locked(0)
        try await onThread {
            let pool = kind.make(threads: 2)
            for _ in 0..<50 { _ = submit(to: pool, asked) }
            waitUntil { asked.withLock { $0 } == 100 }
            pool.shutdown()
        }
        #expect(asked.withLock { $0 } == 100)
    }

    /// X15: cancelled while it waits, by its holder, who has the only other reference.
    @Test(arguments: Kind.allCases) func task_thatIsCancelled_isDestroyedWithoutTheLock(kind: Kind) async throws {
        let asked = Locked(0)
        try await onThread {
            let pool = kind.make(threads: 1)
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            for priority in [TaskPriority.medium, .high, .low, .medium] {
                submit(to: pool, asked, priority).cancel()
            }
            let atOnce = asked.withLock { $0 }
            work.letGo()
            pool.shutdown()
            #expect(atOnce == 8)
        }
    }

    /// X15: cancelled by the pool, whose references are the last.
    @Test(arguments: Kind.allCases) func task_thatAShutdownCancels_isDestroyedWithoutTheLock(kind: Kind) async throws {
        let asked = Locked(0)
        try await onThread {
            let pool = kind.make(threads: 1)
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            for priority in [TaskPriority.medium, .high, .low, .medium] { _ = submit(to: pool, asked, priority) }
            let closer = NativeThread.spawn { pool.shutdown(cancellingQueued: true) }
            waitUntil { asked.withLock { $0 } == 8 }
            work.letGo()
            closer.join()
        }
        #expect(asked.withLock { $0 } == 8)
    }

    /// X16: done by a thread of the pool that waits for it.
    @Test(arguments: Kind.allCases) func task_thatIsHelpedWith_isDestroyedWithoutTheLock(kind: Kind) async throws {
        let asked = Locked(0)
        try await onThread {
            let pool = kind.make(threads: 1)
            let outer = pool.submit {
                for _ in 0..<10 { _ = self.submit(to: pool, asked).outcome() }
                return asked.withLock { $0 }
            }
            let during = try outer.result()
            pool.shutdown()
            #expect(during == 20)
        }
    }

    /// X10: refused, since the pool is shut down or full.
    @Test func task_thatIsRefused_isDestroyedWithoutTheLock() async throws {
        let asked = Locked(0)
        try await onThread {
            var options = ThreadPoolOptions(maximumThreads: 1)
            options.capacity = 0
            options.whenFull = .reject
            let pool = ThreadPool(options)
            let work = HeldWork()
            _ = work.submit(1, to: pool)
            work.waitUntilBegun(1)
            _ = submit(to: pool, asked).poolFailure()
            work.letGo()
            pool.shutdown()
            _ = submit(to: pool, asked).poolFailure()
        }
        #expect(asked.withLock { $0 } == 4)
    }
}

extension Future {
    fileprivate func poolFailure() -> Bool {
        if case .failure(let error) = outcome() { error is PoolError } else { false }
    }
}
