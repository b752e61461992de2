// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// Which threads a pool has, and when.
@Suite struct ThreadPoolThreadTests {
    /// X17.
    @Test func pool_whenCreated_hasNoThread() {
        let pool = ThreadPool(threads: 4)
        #expect(pool.threadCount == 0)
        #expect(pool.queuedCount == 0)
        #expect(pool.maximumThreads == 4)
    }

    /// X17.
    @Test func pool_withoutANumber_mayHaveFourThreadsMoreThanProcessors() {
        #expect(ThreadPool().maximumThreads == min(32, NativeThread.availableProcessors + 4))
    }

    /// X17.
    @Test func init_withoutThreads_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ThreadPool(threads: 0)
        }
        #expect(result.standardError.contains("a pool has one thread or more, not 0"))
    }

    /// X17: one thread per submission that finds all of them busy, and never more than the maximum.
    @Test(arguments: [1, 2, 3, 4, 9]) func submit_whileAllAreBusy_startsThreadsUpToTheMaximum(works: Int) async throws {
        let pool = ThreadPool(threads: 4)
        let counts = try await onThread {
            let work = HeldWork()
            let futures = work.submit(works, to: pool)
            work.waitUntilBegun(min(works, 4))
            let counts = (pool.threadCount, pool.queuedCount)
            work.letGo()
            for future in futures { _ = try future.result() }
            pool.shutdown()
            return counts
        }
        #expect(counts == (min(works, 4), max(works - 4, 0)))
        #expect(pool.threadCount == 0)
    }

    /// X17: a thread that is idle is used again, as often as that is so.
    @Test func submit_whenAThreadIsIdle_startsNone() async throws {
        let pool = ThreadPool(threads: 4)
        let threads = try await onThread {
            let threads = try (0..<10).map { _ in
                let thread = try pool.submit { NativeThread.current }.result()
                waitUntilAsleep(thread, on: .work)
                return thread
            }
            return (Set(threads).count, pool.threadCount)
        }
        #expect(threads == (1, 1))
    }

    /// X17: what was idle counts as busy again, so the pool grows exactly by what is missing.
    @Test func submit_afterIdleness_growsByWhatIsMissing() async throws {
        let pool = ThreadPool(threads: 8)
        let counts = try await onThread {
            var counts: [Int] = []
            for works in [2, 1, 3, 3, 5] {
                let work = HeldWork()
                let futures = work.submit(works, to: pool)
                let threads = work.waitUntilBegun(works)
                counts.append(pool.threadCount)
                work.letGo()
                for future in futures { _ = try future.result() }
                for thread in threads { waitUntilAsleep(thread, on: .work) }
            }
            return counts
        }
        #expect(counts == [2, 2, 3, 3, 5])
    }

    /// X17: an idle thread that was woken for one piece of work is not counted on for a second.
    @Test func submit_twiceWithOneThreadIdle_startsASecond() async throws {
        let pool = ThreadPool(threads: 2)
        let begun = try await onThread {
            for _ in 0..<20 {
                let first = HeldWork()
                let futures = first.submit(2, to: pool)
                let threads = first.waitUntilBegun(2)
                first.letGo()
                for future in futures { _ = try future.result() }
                for thread in threads { waitUntilAsleep(thread, on: .work) }
            }
            return pool.threadCount
        }
        #expect(begun == 2)
    }

    /// X17.
    @Test func threads_ofANamedPool_areCalledByItsNameAndANumber() async throws {
        let pool = ThreadPool(threads: 3, name: "loader")
        let names = try await onThread {
            let work = HeldWork()
            let futures = work.submit(3, to: pool)
            let names = work.waitUntilBegun(3).map(\.name)
            work.letGo()
            for future in futures { _ = try future.result() }
            return names
        }
        #expect(pool.name == "loader")
        #expect(names.sorted() == ["loader-1", "loader-2", "loader-3"])
    }

    /// X17.
    @Test func name_ofAnUnnamedPool_isANumberOfItsOwn() {
        let names = (0..<3).map { _ in ThreadPool(threads: 1).name }
        #expect(Set(names).count == 3)
        #expect(names.allSatisfy { $0.hasPrefix("ThreadPool-") })
    }

    /// X17, Z14: the threads are not daemons, though here a daemon submits.
    @Test func threads_ofAPoolThatADaemonFeeds_areNoDaemons() async throws {
        let pool = ThreadPool(threads: 1)
        let daemons = try await onThread {
            (NativeThread.current.isDaemon, try pool.submit { NativeThread.current.isDaemon }.result())
        }
        #expect(daemons == (true, false))
    }

    /// X18: on each thread, once, before its first work.
    @Test func initializer_runsOnceOnEachThreadBeforeItsWork() async throws {
        let events = Locked<[String]>([])
        let pool = ThreadPool(
            threads: 3,
            name: "ready",
            initializer: { events.withLock { $0.append("begin \(NativeThread.current.name)") } }
        )
        let atStart = events.withLock { $0 }
        let seen = try await onThread {
            let work = HeldWork()
            let held = work.submit(3, to: pool)
            let names = work.waitUntilBegun(3).map { "begin \($0.name)" }
            let seen = events.withLock { $0 }
            work.letGo()
            for future in held { _ = try future.result() }
            for _ in 0..<20 { _ = try pool.submit {}.result() }
            pool.shutdown()
            return (names.sorted(), seen.sorted(), events.withLock { $0.count })
        }
        #expect(atStart == [])
        #expect(seen.0 == ["begin ready-1", "begin ready-2", "begin ready-3"])
        #expect(seen.1 == seen.0)
        #expect(seen.2 == 3)
    }

    /// X20: what the initializer holds is let go with the last thread.
    @Test func initializer_isDestroyedWithThePool() async throws {
        final class Held: Sendable {
            let end: Event
            init(_ end: Event) { self.end = end }
            deinit { end.set() }
        }
        let isGone = Event()
        try await onThread {
            func use() throws {
                let held = Held(isGone)
                let pool = ThreadPool(threads: 2, initializer: { withExtendedLifetime(held) {} })
                _ = try pool.submit {}.result()
            }
            try use()
            isGone.wait()
        }
    }
}
