// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// What `join` promises, on one thread and on several.
@Suite struct JoinTests {
    private struct Failure: Error, Equatable { let name: String }

    private func withPool<Value: Sendable>(
        _ threads: Int,
        _ body: @escaping @Sendable (ThreadPool) throws -> Value
    ) async throws -> Value {
        try await onThread {
            let pool = ThreadPool(threads: threads)
            defer { pool.shutdown() }
            return try body(pool)
        }
    }

    private static func fibonacci(_ number: Int, _ pool: ThreadPool) -> Int {
        if number < 2 { return number }
        let (one, two) = pool.join({ fibonacci(number - 1, pool) }, { fibonacci(number - 2, pool) })
        return one + two
    }

    /// Ask 39: nested forks, stolen and not.
    @Test(arguments: [1, 2, 8]) func join_nested_givesBothResults(threads: Int) async throws {
        let result = try await withPool(threads) { Self.fibonacci(18, $0) }
        #expect(result == 2_584)
    }

    /// Ask 39: deeper than a deque has room.
    @Test(arguments: [1, 2]) func join_deeperThanItsRoom_isRight(threads: Int) async throws {
        @Sendable func count(_ depth: Int, _ pool: ThreadPool) -> Int {
            if depth == 0 { return 0 }
            let (rest, one) = pool.join({ count(depth - 1, pool) }, { 1 })
            return rest + one
        }
        // More than 256, and no more than a stack holds under Address Sanitizer, where a level takes some 8 KiB.
        let result = try await withPool(threads) { count(400, $0) }
        #expect(result == 400)
    }

    /// Ask 39: a caller that is none of the pool's threads has both done by them.
    @Test func join_fromOutside_runsOnThePoolsThreads() async throws {
        let names = try await onThread {
            let pool = ThreadPool(threads: 1, name: "forks")
            defer { pool.shutdown() }
            let (one, two) = pool.join({ NativeThread.current.name }, { NativeThread.current.name })
            return [one, two]
        }
        #expect(names == ["forks-1", "forks-1"])
    }

    /// Ask 39: the second half is done by another thread that is free, while the first goes on.
    @Test func join_onTwoThreads_doesBothAtATime() async throws {
        let met = try await withPool(2) { pool in
            let barrier = Barrier(parties: 2)
            _ = pool.join({ _ = try? barrier.wait() }, { _ = try? barrier.wait() })
            return true
        }
        #expect(met)
    }

    /// Ask 39: a thread that sleeps, waiting for its half, is woken when others fork.
    @Test func join_whoseOtherHalfForks_comesBackToHelp() async throws {
        let met = try await withPool(2) { pool in
            let isStolen = Event()
            let barrier = Barrier(parties: 2)
            _ = pool.join(
                {
                    // The second half is begun by the other thread before this one waits for it.
                    isStolen.wait()
                },
                {
                    let me = NativeThread.current
                    isStolen.set()
                    guard let other = NativeThread.all.first(where: { $0.name.hasPrefix("\(pool.name)-") && $0 !== me })
                    else { return }
                    waitUntilAsleep(other, on: .semaphore)
                    // Both threads are needed for this.
                    _ = pool.join({ _ = try? barrier.wait() }, { _ = try? barrier.wait() })
                }
            )
            return true
        }
        #expect(met)
    }

    /// Ask 39: a thread with nothing to help with sleeps, and is woken when its half is done.
    @Test func join_whoseOtherHalfTakesLong_sleepsUntilItIsDone() async throws {
        let slept = try await withPool(2) { pool in
            let isStolen = Event()
            let (_, slept) = pool.join(
                { isStolen.wait() },
                { () -> Bool in
                    let me = NativeThread.current
                    isStolen.set()
                    let other = NativeThread.all.first { $0.name.hasPrefix("\(pool.name)-") && $0 !== me }
                    guard let other else { return false }
                    waitUntilAsleep(other, on: .semaphore)
                    return true
                }
            )
            return slept
        }
        #expect(slept)
    }

    private enum Request { @TaskLocal static var number = 0 }

    /// Ask 39, 19: a half that is stolen has the task-local values that travel with the pool's work.
    @Test func join_onAPoolThatCarriesTaskLocals_showsThemToBothHalves() async throws {
        let numbers = try await onThread {
            var options = ThreadPoolOptions(maximumThreads: 2)
            options.inherited = [.init(Request.$number)]
            let pool = ThreadPool(options)
            defer { pool.shutdown() }
            let isStolen = Event()
            let (one, two) = Request.$number.withValue(7) {
                pool.join(
                    { () -> Int in
                        isStolen.wait()
                        return Request.number
                    },
                    { () -> Int in
                        isStolen.set()
                        return Request.number
                    }
                )
            }
            return [one, two]
        }
        #expect(numbers == [7, 7])
    }

    /// Ask 39: a pool that is bounded and full of other work.
    @Test func join_onAFullPool_isDone() async throws {
        let sum = try await onThread {
            var options = ThreadPoolOptions(maximumThreads: 1)
            options.capacity = 1
            options.whenFull = .reject
            let pool = ThreadPool(options)
            let (isIn, mayEnd) = (Event(), Event())
            let held = pool.submit {
                isIn.set()
                mayEnd.wait()
            }
            isIn.wait()
            let queued = pool.submit {}
            let (one, two) = pool.join({ Self.fibonacci(9, pool) }, { Self.fibonacci(8, pool) })
            mayEnd.set()
            pool.shutdown()
            _ = (held.outcome(), queued.outcome())
            return one + two
        }
        #expect(sum == 55)
    }

    /// Ask 39: from a piece of work of the pool itself, which has one thread.
    @Test func join_inATask_isDoneByItsThread() async throws {
        let sum = try await withPool(1) { pool in
            try pool.submit { Self.fibonacci(10, pool) }.result()
        }
        #expect(sum == 55)
    }

    /// Ask 39: in the task of another pool.
    @Test func join_inATaskOfAnotherPool_isDoneByThePoolsThreads() async throws {
        let sum = try await withPool(1) { pool in
            let other = ThreadPool(threads: 1)
            defer { other.shutdown() }
            let (one, two) = pool.join({ Self.fibonacci(8, other) }, { Self.fibonacci(9, other) })
            return one + two
        }
        #expect(sum == 55)
    }

    /// Ask 39: the error of the first, when both have ended.
    @Test func join_whoseHalvesThrow_throwsThatOfTheFirst() async throws {
        let (error, ended) = try await withPool(2) { pool -> (Failure?, Int) in
            let barrier = Barrier(parties: 2)
            let ended = Atomic(0)
            do throws(Failure) {
                _ = try pool.join(
                    { () throws(Failure) -> Int in
                        _ = try? barrier.wait()
                        throw Failure(name: "first")
                    },
                    { () throws(Failure) -> Int in
                        _ = try? barrier.wait()
                        ended.wrappingAdd(1, ordering: .relaxed)
                        throw Failure(name: "second")
                    }
                )
                return (nil, 0)
            } catch { return (error, ended.load(ordering: .relaxed)) }
        }
        #expect(error == Failure(name: "first"))
        #expect(ended == 1)
    }

    /// Ask 39: the error of the second.
    @Test(arguments: [1, 2]) func join_whoseSecondHalfThrows_throwsIt(threads: Int) async throws {
        let error = try await withPool(threads) { pool -> Failure? in
            do throws(Failure) {
                _ = try pool.join(
                    { () throws(Failure) -> Int in 1 },
                    { () throws(Failure) -> Int in throw Failure(name: "second") }
                )
                return nil
            } catch { return error }
        }
        #expect(error == Failure(name: "second"))
    }

    /// Ask 39: with one thread, nobody has begun the second when the first throws, and nobody does.
    @Test func join_whoseFirstHalfThrows_doesNotBeginTheSecond() async throws {
        let begun = try await withPool(1) { pool in
            let begun = Atomic(0)
            _ = try? pool.join({ throw Failure(name: "first") }, { begun.wrappingAdd(1, ordering: .relaxed) })
            return begun.load(ordering: .relaxed)
        }
        #expect(begun == 0)
    }

    /// Ask 39: a pool without threads leaves it to the caller.
    @Test func join_onAPoolThatWasShutDown_isDoneByTheCaller() async throws {
        let sum = try await onThread {
            let pool = ThreadPool(threads: 2)
            pool.shutdown()
            let me = NativeThread.current
            return pool.join({ NativeThread.current === me ? Self.fibonacci(9, pool) : 0 }, { Self.fibonacci(8, pool) })
        }
        #expect(sum.0 == 34)
        #expect(sum.1 == 21)
    }

    /// Ask 39: idle threads sleep, and can be shut down.
    @Test func join_whenItIsOver_letsThePoolEnd() async throws {
        let count = try await onThread {
            let pool = ThreadPool(threads: 4)
            _ = Self.fibonacci(12, pool)
            pool.shutdown()
            return pool.threadCount
        }
        #expect(count == 0)
    }
}
