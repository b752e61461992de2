// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Testing
import Threading
import ThreadingFutures
import ThreadingTestSupport

/// Pools under many submitters.
///
/// They also run under Thread Sanitizer.
@Suite(.serialized) struct ThreadPoolStressTests {
    /// What became of the work, from its futures.
    struct Books: Sendable, Equatable {
        var done = 0
        var cancelled = 0
        var refused = 0
        var other = 0

        init(_ futures: [Future<Int>]) {
            for future in futures {
                switch Result(catching: { try future.result(for: .zero) }) {
                case .success(.some): done += 1
                case .success(.none): other += 1
                case .failure(FutureError.cancelled): cancelled += 1
                case .failure(PoolError.shutDown): refused += 1
                case .failure: other += 1
                }
            }
        }
    }

    /// Counts what runs, and how much at a time.
    private final class Gauge: Sendable {
        let runs = Atomic(0)
        let now = Atomic(0)
        let most = Atomic(0)

        func work() -> Int {
            let count = now.wrappingAdd(1, ordering: .relaxed).newValue
            most.max(count, ordering: .relaxed)
            runs.wrappingAdd(1, ordering: .relaxed)
            now.wrappingSubtract(1, ordering: .relaxed)
            return count
        }
    }

    /// X10, X15: every piece of work is done, cancelled or refused, exactly once, and its future says so.
    @Test(arguments: [1, 2, 4], [false, true])
    func submit_againstShutdown_leavesNothingOpen(threads: Int, cancelling: Bool) async throws {
        for _ in 0..<4 {
            let (books, runs, most, submitted) = try await onThread {
                let gauge = Gauge()
                let pool = ThreadPool(threads: threads)
                let half = Event()
                let submitters = (0..<3).map { _ in
                    NativeThread.spawn {
                        (0..<300).map { number in
                            if number == 100 { half.set() }
                            return pool.submit { gauge.work() }
                        }
                    }
                }
                let closers = (0..<2).map { _ in
                    NativeThread.spawn {
                        half.wait()
                        pool.shutdown(cancellingQueued: cancelling)
                    }
                }
                for closer in closers { closer.join() }
                let futures = submitters.flatMap { $0.join() }
                return (
                    Books(futures), gauge.runs.load(ordering: .relaxed), gauge.most.load(ordering: .relaxed),
                    futures.count
                )
            }
            #expect(books.other == 0)
            #expect(books.done == runs)
            #expect(books.done + books.cancelled + books.refused == submitted)
            #expect(cancelling || books.cancelled == 0)
            #expect(most <= threads)
        }
    }

    /// X17: bursts and pauses, so that threads go idle and are woken, started and overtaken.
    @Test(arguments: [1, 3, 8]) func submit_inBursts_isAllDoneByNoMoreThreadsThanAllowed(threads: Int) async throws {
        let (sum, most, count) = try await onThread {
            let gauge = Gauge()
            let pool = ThreadPool(threads: threads)
            let submitters = (0..<3).map { submitter in
                NativeThread.spawn {
                    var sum = 0
                    for burst in 0..<150 {
                        let futures = (0...(burst + submitter) % 5).map { number in
                            pool.submit {
                                _ = gauge.work()
                                return number
                            }
                        }
                        for future in futures { sum += try future.result() }
                    }
                    return sum
                }
            }
            let sum = try submitters.reduce(0) { $0 + (try $1.join()) }
            let count = pool.threadCount
            pool.shutdown()
            return (sum, gauge.most.load(ordering: .relaxed), count)
        }
        #expect(sum == 3 * 30 * (0 + 1 + 3 + 6 + 10))
        #expect(most <= threads)
        #expect(count <= threads)
    }

    /// U1: work that is cancelled while threads come for it is done or cancelled, never both.
    @Test func cancel_againstTheWorkers_isDoneOrCancelled() async throws {
        let isRight = try await onThread {
            let pool = ThreadPool(threads: 3)
            let gauge = Gauge()
            let futures = Locked<[Future<Int>]>([])
            let submitter = NativeThread.spawn {
                for number in 0..<1_500 {
                    let future = pool.submit {
                        _ = gauge.work()
                        return number
                    }
                    futures.withLock { $0.append(future) }
                }
            }
            var cancelled = 0
            var next = 0
            while next < 1_500 {
                let batch = futures.withLock { Array($0[next...]) }
                next += batch.count
                for future in batch.reversed() where future.cancel() { cancelled += 1 }
            }
            submitter.join()
            pool.shutdown()
            let books = Books(futures.withLock { $0 })
            return books.other == 0 && books.cancelled == cancelled && books.done == gauge.runs.load(ordering: .relaxed)
                && books.done + books.cancelled == 1_500
        }
        #expect(isRight)
    }

    /// X15: a shutdown that meets a thread which is just being started waits for that one, too.
    @Test func shutdown_whileTheFirstThreadIsStarted_waitsForIt() async throws {
        let threads = try await onThread {
            var threads = 0
            for _ in 0..<100 {
                let pool = ThreadPool(threads: 1)
                let submitter = NativeThread.spawn { pool.submit { 1 } }
                // Counted as soon as it is decided on, before the system is asked for it.
                waitUntil { pool.threadCount == 1 || submitter.isFinished }
                pool.shutdown()
                threads += pool.threadCount
                submitter.join()
            }
            return threads
        }
        #expect(threads == 0)
    }

    /// X20: pools that are dropped in the middle of their work.
    @Test func dropping_inTheMiddle_doesAllTheWork() async throws {
        let runs = try await onThread {
            let gauge = Gauge()
            var futures: [Future<Int>] = []
            for _ in 0..<40 {
                let pool = ThreadPool(threads: 3)
                for _ in 0..<10 { futures.append(pool.submit { gauge.work() }) }
            }
            for future in futures { _ = try future.result() }
            return gauge.runs.load(ordering: .relaxed)
        }
        #expect(runs == 400)
    }
}
