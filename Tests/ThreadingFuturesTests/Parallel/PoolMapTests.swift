// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// The lazy `map` of a pool.
@Suite struct PoolMapTests {
    private struct Odd: Error, Equatable { let number: Int }

    @Sendable private static func half(_ number: Int) throws -> Int {
        if number % 2 != 0 { throw Odd(number: number) }
        return number / 2
    }

    /// Runs the body with a pool that is shut down after it.
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

    /// X11: results come in the order of the elements.
    @Test(arguments: [1, 2, 8], [1, 3]) func map_givesResultsInOrder(threads: Int, chunk: Int) async throws {
        let results = try await withPool(threads) { pool in
            try pool.map(0..<200, chunk: chunk) { $0 * $0 }.map { try $0.get() }
        }
        #expect(results == (0..<200).map { $0 * $0 })
    }

    /// X11: several sequences, to the end of the shortest.
    @Test func map_ofZippedSequences_endsWithTheShortest() async throws {
        let sums = try await withPool(2) { pool in
            try pool.map(zip(0..<3, 10...)) { $0 + $1 }.map { try $0.get() }
        }
        #expect(sums == [10, 12, 14])
    }

    /// X11: what was submitted is done, whether or not anybody takes the results.
    @Test func map_whoseResultsNobodyTakes_hasBegun() async throws {
        let done = try await withPool(1) { pool in
            let done = Semaphore(value: 0)
            let results = pool.map(0..<2) { _ in done.signal() }
            defer { withExtendedLifetime(results) {} }
            done.wait()
            done.wait()
            return true
        }
        #expect(done)
    }

    /// X11: what nobody has begun when the results are dropped is cancelled.
    @Test func map_whoseResultsAreDropped_cancelsWhatIsQueued() async throws {
        let begun = try await withPool(1) { pool in
            let (isIn, mayEnd) = (Event(), Event())
            let begun = Locked(0)
            do {
                let results = pool.map(0..<10, buffer: 8) { number in
                    begun.withLock { $0 += 1 }
                    if number == 1 {
                        isIn.set()
                        mayEnd.wait()
                    }
                }
                for _ in results {
                    // The first has ended; the second is at it, and the others wait behind it.
                    isIn.wait()
                    break
                }
            }
            mayEnd.set()
            pool.shutdown()
            return begun.withLock { $0 }
        }
        #expect(begun == 2)
    }

    /// X11, Z5, ask 8: the time counts from the call, and ends the loop; the rest is cancelled.
    @Test(arguments: [true, false]) func map_whoseTimeIsOver_endsAndCancelsTheRest(inOrder: Bool) async throws {
        let (taken, isOutOfTime, begun) = try await withPool(1) { pool in
            let mayEnd = Event()
            let begun = Locked(0)
            let results = pool.map(0..<5, inOrder: inOrder, within: Delay.short) { number in
                begun.withLock { $0 += 1 }
                if number > 0 { mayEnd.wait() }
                return number
            }
            // The first may come too late on a busy machine, and the second never comes in time.
            let taken = results.map { try? $0.get() }
            let last = results.next()
            mayEnd.set()
            pool.shutdown()
            return (taken + (last.map { [try? $0.get()] } ?? []), results.isOutOfTime, begun.withLock { $0 })
        }
        #expect(taken == [0] || taken == [])
        #expect(isOutOfTime)
        #expect(begun <= 2)
    }

    /// X11: in time, it ends as it would without.
    @Test func map_thatIsInTime_isNotOutOfTime() async throws {
        let (sum, isOutOfTime) = try await withPool(2) { pool in
            let results = pool.map(1...10, within: Delay.long) { $0 }
            return (try results.reduce(0) { $0 + (try $1.get()) }, results.isOutOfTime)
        }
        #expect(sum == 55)
        #expect(!isOutOfTime)
    }

    /// X11: a request to stop ends a wait that has an end.
    @Test func map_whoseThreadIsAskedToStop_ends() async throws {
        let isOutOfTime = try await withPool(1) { pool in
            let mayEnd = Event()
            let reader = NativeThread.spawn {
                let results = pool.map(0..<3, within: Delay.long) { _ in mayEnd.wait() }
                while results.next() != nil {}
                return results.isOutOfTime
            }
            waitUntilAsleep(reader.thread, on: .future)
            reader.thread.requestStop()
            defer { mayEnd.set() }
            return reader.join()
        }
        #expect(isOutOfTime)
    }

    /// X12, ask 9: an error is that of its element, and the rest goes on.
    @Test(arguments: [1, 3]) func map_ofWorkThatThrows_goesOn(chunk: Int) async throws {
        let results = try await withPool(2) { pool in
            pool.map(0..<6, chunk: chunk, Self.half).map { result in result.mapError { $0 as? Odd ?? Odd(number: -1) } }
        }
        #expect(
            results == [
                .success(0), .failure(Odd(number: 1)), .success(1), .failure(Odd(number: 3)), .success(2),
                .failure(Odd(number: 5)),
            ]
        )
    }

    /// X13, ask 8: no more than the buffer is taken from the sequence before results are taken.
    @Test(arguments: [true, false], [(4, 1), (5, 2)] as [(Int, Int)])
    func map_withABuffer_takesNoMoreThanIsRoomFor(inOrder: Bool, sizes: (Int, Int)) async throws {
        let (buffer, chunk) = sizes
        let most = try await withPool(2) { pool in
            let taken = Locked(0)
            let numbers = (0..<40).lazy.map { number in
                taken.withLock { $0 += 1 }
                return number
            }
            let results = pool.map(numbers, buffer: buffer, chunk: chunk, inOrder: inOrder) { $0 }
            var most = 0
            var given = 0
            repeat {
                most = max(most, taken.withLock { $0 } - given)
                given += 1
            } while results.next() != nil
            return most
        }
        #expect(most <= buffer + 1)
        #expect(most >= buffer - chunk)
    }

    /// X13: an input without end.
    @Test func map_ofAnEndlessSequence_isLazy() async throws {
        let first = try await withPool(2) { pool in
            try pool.map(0..., buffer: 3) { $0 + 1 }.prefix(20).map { try $0.get() }
        }
        #expect(first == Array(1...20))
    }

    /// X13: no elements, and one.
    @Test(arguments: [0, 1]) func map_ofFewElements_ends(count: Int) async throws {
        let results = try await withPool(2) { pool in
            try pool.map(Array(repeating: 7, count: count)) { $0 }.map { try $0.get() }
        }
        #expect(results == Array(repeating: 7, count: count))
    }

    /// X13: the results keep their pool.
    @Test func map_ofAPoolThatNobodyKeeps_isDoneToTheEnd() async throws {
        let sum = try await onThread {
            try ThreadPool(threads: 2).map(1...100, buffer: 2) { $0 }.reduce(0) { $0 + (try $1.get()) }
        }
        #expect(sum == 5_050)
    }

    /// X13, X10: after a shutdown there is an error for what was taken from the input, and an end of it.
    @Test(arguments: [true, false]) func map_onAPoolThatWasShutDown_endsWithItsError(inOrder: Bool) async throws {
        let errors = try await onThread {
            let pool = ThreadPool(threads: 1)
            pool.shutdown()
            return pool.map(0..., buffer: 3, inOrder: inOrder) { $0 }.map { result -> PoolError? in
                if case .failure(let error) = result { error as? PoolError } else { nil }
            }
        }
        #expect(errors == [.shutDown, .shutDown, .shutDown])
    }

    /// X13: a shutdown that cancels what is queued cancels it for the results, too.
    @Test(arguments: [true, false]) func map_whosePoolCancels_givesItsError(inOrder: Bool) async throws {
        let outcomes = try await onThread {
            let pool = ThreadPool(threads: 1)
            let (isIn, mayEnd) = (Event(), Event())
            let results = pool.map(0..<3, buffer: 3, inOrder: inOrder) { number in
                isIn.set()
                mayEnd.wait()
                return number
            }
            isIn.wait()
            let closer = NativeThread.spawn { pool.shutdown(cancellingQueued: true) }
            waitUntilAsleepOrEnded(closer, on: .join)
            mayEnd.set()
            closer.join()
            return results.map { result in
                switch result {
                case .success(let number): "\(number)"
                case .failure(let error): "\(error as? FutureError == .cancelled)"
                }
            }
        }
        #expect(outcomes.sorted() == ["0", "true", "true"])
    }

    /// X11, X21: in a task of a pool with one thread, which does the work that it waits for.
    @Test(arguments: [true, false]) func map_inATaskOfItsOwnPool_ends(inOrder: Bool) async throws {
        let sum = try await withPool(1) { pool in
            try pool.submit {
                try pool.map(1...10, inOrder: inOrder) { $0 }.reduce(0) { $0 + (try $1.get()) }
            }.result()
        }
        #expect(sum == 55)
    }

    /// X14, ask 41: pieces of several elements, the last of them shorter.
    @Test(arguments: [1, 2, 7, 10, 11]) func map_inChunks_givesEachElementOnce(chunk: Int) async throws {
        let sum = try await withPool(2) { pool in
            try pool.map(1...10, chunk: chunk) { $0 }.reduce(0) { $0 + (try $1.get()) }
        }
        #expect(sum == 55)
    }

    /// X14, ask 41: out of order, what is ready comes first.
    @Test func map_outOfOrder_givesWhatIsReady() async throws {
        let results = try await withPool(2) { pool in
            let mayEnd = Event()
            let results = pool.map(0..<3, inOrder: false) { number in
                if number == 0 { mayEnd.wait() }
                return number
            }
            var numbers: [Int] = []
            for result in results {
                numbers.append(try result.get())
                if numbers.count == 2 { mayEnd.set() }
            }
            return numbers
        }
        #expect(results == [1, 2, 0])
    }

    /// X14, ask 41: out of order, each element comes once.
    @Test(arguments: [1, 2, 8]) func map_outOfOrder_givesEachOnce(threads: Int) async throws {
        let results = try await withPool(threads) { pool in
            try pool.map(0..<300, chunk: 2, inOrder: false) { $0 }.map { try $0.get() }
        }
        #expect(results.sorted() == Array(0..<300))
    }
}
