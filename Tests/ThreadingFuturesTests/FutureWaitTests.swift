// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// Waiting for several futures.
@Suite struct FutureWaitTests {
    private struct Oops: Error {}

    private let promises = (0..<3).map { _ in Promise<Int>() }
    private var futures: [Future<Int>] { promises.map(\.future) }

    private func indices(_ some: [Future<Int>]) -> [Int] {
        some.compactMap { future in futures.firstIndex { $0 === future } }
    }

    /// W1.
    @Test func wait_forAll_returnsWhenTheLastIsDone() async throws {
        let futures = futures
        let promises = promises
        let (done, notDone) = try await onThread {
            let waiter = NativeThread.spawn { Future.wait(for: futures) }
            for promise in promises {
                waitUntilAsleepOrEnded(waiter, on: .future)
                promise.succeed(1)
            }
            return waiter.join()
        }
        #expect(indices(done) == [0, 1, 2])
        #expect(notDone.isEmpty)
    }

    /// W2.
    @Test func wait_forTheFirst_returnsWithThoseThatAreDone() async throws {
        let futures = futures
        promises[1].succeed(1)
        let (done, notDone) = try await onThread { Future.wait(for: futures, until: .firstDone) }
        #expect(indices(done) == [1])
        #expect(indices(notDone) == [0, 2])
    }

    /// W2: that one was cancelled is no failure.
    @Test func wait_forTheFirstFailure_takesNoHeedOfCancelledOnes() async throws {
        let futures = futures
        let promises = promises
        promises[0].future.cancel()
        let (done, notDone) = try await onThread {
            let waiter = NativeThread.spawn { Future.wait(for: futures, until: .firstFailed) }
            waitUntilAsleepOrEnded(waiter, on: .future)
            promises[2].fail(Oops())
            return waiter.join()
        }
        #expect(indices(done) == [0, 2])
        #expect(indices(notDone) == [1])
    }

    /// W2.
    @Test func wait_forTheFirstFailureWhereNoneFails_waitsForAll() async throws {
        let futures = futures
        for promise in promises { promise.succeed(1) }
        let (done, _) = try await onThread { Future.wait(for: futures, until: .firstFailed) }
        #expect(done.count == 3)
    }

    /// W1, Z13: that the time is over is an answer.
    @Test func wait_whoseTimeIsOver_saysWhatIsNotDone() async throws {
        let futures = futures
        promises[0].succeed(1)
        let (done, notDone) = try await onThread { Future.wait(for: futures, within: Delay.short) }
        #expect(indices(done) == [0])
        #expect(indices(notDone) == [1, 2])
    }

    /// W1: what is there twice counts once; nothing is waited for at once.
    @Test func wait_forTheSameTwice_countsItOnce() async throws {
        let futures = futures
        promises[0].succeed(1)
        let (done, notDone) = try await onThread { Future.wait(for: [futures[0], futures[0]]) }
        #expect(done.count == 1 && notDone.isEmpty)
        let none = try await onThread { Future<Int>.wait(for: []) }
        #expect(none.done.isEmpty && none.notDone.isEmpty)
    }

    /// Z1: in Python, waiting for futures that a shutdown has cancelled never ends.
    @Test(arguments: [FutureWaitCondition.allDone, .firstFailed, .firstDone])
    func wait_forFuturesThatAShutdownCancels_ends(_ condition: FutureWaitCondition) async throws {
        let (done, cancelled) = try await onThread {
            let pool = ThreadPool(threads: 1)
            let (begun, gate) = (Event(), Event())
            let running = pool.submit {
                begun.set()
                gate.wait()
            }
            begun.wait()
            let queued = (0..<3).map { _ in pool.submit {} }
            let waiter = NativeThread.spawn { Future.wait(for: queued, until: condition).done.count }
            waitUntilAsleepOrEnded(waiter, on: .future)
            let closer = NativeThread.spawn { pool.shutdown(cancellingQueued: true) }
            let done = waiter.join()
            gate.set()
            closer.join()
            try running.result()
            return (done, queued.count { $0.isCancelled })
        }
        #expect(done >= 1)
        #expect(cancelled == 3)
    }

    /// W3.
    @Test func asCompleted_givesThemInTheOrderOfTheirEnds() async throws {
        let futures = futures
        let promises = promises
        promises[2].succeed(2)
        let order = try await onThread {
            let reader = NativeThread.spawn {
                var order: [Int] = []
                for future in Future.asCompleted(futures + futures) { order.append(try future.result()) }
                return order
            }
            for index in [0, 1] {
                waitUntilAsleepOrEnded(reader, on: .future)
                promises[index].succeed(index)
            }
            return try reader.join()
        }
        #expect(order == [2, 0, 1])
    }

    /// Z5: in Python, the time begins with the first step.
    @Test func asCompleted_whoseTimeIsOver_endsAndSaysWhatHasNotCome() async throws {
        let futures = futures
        promises[0].succeed(0)
        let (order, unfinished) = try await onThread {
            let completions = Future.asCompleted(futures, within: Delay.short)
            // Longer than the time, and nothing has been asked for yet.
            NativeThread.sleep(for: Delay.short * 2)
            let order = try completions.map { try $0.result() }
            return (order, completions.unfinished)
        }
        #expect(order == [0])
        #expect(indices(unfinished) == [1, 2])
    }

    /// W3: what was given out is kept no longer, and leaving early unhooks the rest.
    @Test func asCompleted_keepsNoResultsAlive() async throws {
        try await onThread {
            weak var result: Box?
            var completions: FutureCompletions<Box>?
            let late = Promise<Box>()
            do {
                let promise = Promise<Box>()
                let box = Box()
                result = box
                completions = Future.asCompleted([promise.future, late.future])
                promise.succeed(box)
                let first = try completions?.next()?.result()
                #expect(first === box)
            }
            #expect(result == nil)
            completions = nil
            late.succeed(Box())
        }
    }

    /// W3.
    @Test func asCompleted_inAsynchronousCode_suspends() async throws {
        let completions = Future.asCompleted(futures)
        let promises = promises
        let reader = Task {
            var order: [Int] = []
            for await future in completions { order.append(try await future.value) }
            return order
        }
        for index in [1, 2, 0] { promises[index].succeed(index) }
        #expect(try await reader.value == [1, 2, 0])
    }

    /// Two loops share what a sequence has, and neither is forgotten.
    @Test func asCompleted_sharedByTwoTasks_givesEachOnce() async throws {
        let completions = Future.asCompleted(futures)
        let promises = promises
        let readers = (0..<2).map { _ in
            Task {
                var seen: [Int] = []
                for await future in completions { seen.append(try await future.value) }
                return seen
            }
        }
        for index in [1, 2, 0] {
            await Task.yield()
            promises[index].succeed(index)
        }
        var seen: [Int] = []
        for reader in readers { seen += try await reader.value }
        #expect(seen.sorted() == [0, 1, 2])
    }
}

private final class Box: Sendable {}
