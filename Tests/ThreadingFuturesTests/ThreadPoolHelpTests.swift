// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingFutures
import ThreadingTestSupport

/// Work that waits for other work of its pool.
@Suite struct ThreadPoolHelpTests {
    /// X21, ask 20: the deadlock that Python's documentation warns of.
    @Test func result_inWorkOfAPoolOfOne_isThere() async throws {
        let pool = ThreadPool(threads: 1)
        let value = try await pool.submit { try pool.submit { 5 }.result() + 1 }.value
        #expect(value == 6)
    }

    /// X21: and the second of Python's examples: two that wait for each other's work.
    @Test func result_ofWorkThatTheOtherSubmits_isThere() async throws {
        let pool = ThreadPool(threads: 2)
        let (one, other) = (Promise<Future<Int>>(), Promise<Future<Int>>())
        let futures = [
            pool.submit {
                one.succeed(pool.submit { 1 })
                return try other.future.result().result()
            },
            pool.submit {
                other.succeed(pool.submit { 2 })
                return try one.future.result().result()
            },
        ]
        #expect(try await futures[0].value == 2)
        #expect(try await futures[1].value == 1)
    }

    /// X21: as deep as the stack goes.
    @Test(arguments: [1, 2]) func result_nested_isThere(threads: Int) async throws {
        @Sendable func count(down number: Int, in pool: ThreadPool) throws -> Int {
            number == 0 ? 0 : try pool.submit { try count(down: number - 1, in: pool) }.result() + 1
        }
        let pool = ThreadPool(threads: threads)
        #expect(try await pool.submit { try count(down: 200, in: pool) }.value == 200)
    }

    /// X21: a tree of work, where every node waits for both of its children.
    @Test(arguments: [1, 2, 8]) func result_ofATreeOfWork_isThere(threads: Int) async throws {
        @Sendable func fibonacci(_ number: Int, in pool: ThreadPool) throws -> Int {
            if number < 2 { return number }
            let left = pool.submit { try fibonacci(number - 1, in: pool) }
            let right = try fibonacci(number - 2, in: pool)
            return try left.result() + right
        }
        let pool = ThreadPool(threads: threads)
        #expect(try await pool.submit { try fibonacci(15, in: pool) }.value == 610)
        #expect(pool.queuedCount == 0)
    }

    /// X21: the waiting thread itself does it.
    @Test func result_inWorkOfAPool_isDoneByTheThreadThatWaits() async throws {
        let pool = ThreadPool(threads: 1)
        let isSame = try await pool.submit {
            try pool.submit { NativeThread.current }.result() === NativeThread.current
        }.value
        #expect(isSame)
    }

    /// X21: of another pool, it waits for that one's threads.
    @Test func result_ofWorkOfAnotherPool_isDoneByThatOne() async throws {
        let (pool, other) = (ThreadPool(threads: 1, name: "pool"), ThreadPool(threads: 1, name: "other"))
        let name = try await pool.submit { try other.submit { NativeThread.current.name }.result() }.value
        #expect(name == "other-1")
    }

    /// X21: two pools that wait for each other's work.
    @Test func result_acrossTwoPoolsAndBack_isThere() async throws {
        let (pool, other) = (ThreadPool(threads: 2), ThreadPool(threads: 1))
        let value = try await pool.submit {
            try other.submit { try pool.submit { 1 }.result() + 1 }.result() + 1
        }.value
        #expect(value == 3)
    }

    /// X21: a look helps nobody.
    @Test func resultForZero_inWorkOfAPoolOfOne_isNil() async throws {
        let pool = ThreadPool(threads: 1)
        let value = try await pool.submit { try pool.submit { 5 }.result(for: .zero) }.value
        #expect(value == nil)
    }

    /// X21, X19: an error of helped work is thrown where it is waited for.
    @Test func result_ofWorkThatThrows_throwsInTheWorkThatWaits() async throws {
        struct Oops: Error {}
        let pool = ThreadPool(threads: 1)
        let caught = try await pool.submit {
            do {
                _ = try pool.submit { throw Oops() }.result()
                return false
            } catch is Oops { return true }
        }.value
        #expect(caught)
    }

    /// X21: also for what is made from the future.
    @Test func result_ofADerivedFuture_inWorkOfAPoolOfOne_isThere() async throws {
        let pool = ThreadPool(threads: 1)
        let value = try await pool.submit { try pool.submit { 5 }.map { $0 * 2 }.result() }.value
        #expect(value == 10)
    }

    /// X21: low priority does not keep it waiting.
    @Test func result_ofWorkBehindOtherWork_isThere() async throws {
        let pool = ThreadPool(threads: 1)
        let isBefore = try await pool.submit {
            let first = pool.submit { 1 }
            let last = pool.submit(priority: .background) { 2 }
            return try last.result() == 2 && !first.isDone
        }.value
        #expect(isBefore)
    }
}
