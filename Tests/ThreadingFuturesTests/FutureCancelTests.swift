// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

@testable import ThreadingFutures

/// The row ``Future/cancel()`` and the column «cancelled» of the future's table.
@Suite struct FutureCancelTests {
    /// U1.
    @Test func cancel_beforeTheWorkBegan_isTrueAndFinal() {
        let promise = Promise<Int>()
        #expect(promise.future.cancel())
        #expect(promise.future.isCancelled)
        #expect(promise.future.isDone)
        #expect(!promise.future.isRunning)
        #expect(!promise.succeed(1))
        #expect(promise.future.isCancelled)
    }

    /// U1.
    @Test func cancel_twice_isTrueBothTimes() {
        let promise = Promise<Int>()
        #expect(promise.future.cancel())
        #expect(promise.future.cancel())
    }

    /// U1.
    @Test func cancel_afterTheWorkBegan_isFalseAndChangesNothing() {
        let future = Future<Int>()
        _ = future.claim()
        #expect(!future.cancel())
        #expect(future.isRunning)
        #expect(!future.isCancelled)
        #expect(future.finish(.success(1)))
    }

    /// U1.
    @Test func cancel_whenFinished_isFalse() {
        let promise = Promise<Int>()
        promise.succeed(1)
        #expect(!promise.future.cancel())
        #expect(!promise.future.isCancelled)
    }

    /// U1.
    @Test func cancel_whenFailed_isFalse() {
        let promise = Promise<Int>()
        promise.fail(FutureError.cancelled)
        #expect(!promise.future.cancel())
        #expect(!promise.future.isCancelled)
    }

    /// U1, U3.
    @Test func result_whenCancelled_throwsInEveryForm() async throws {
        let promise = Promise<Int>()
        promise.future.cancel()
        let thrown = try await onThread {
            let future = promise.future
            let calls: [() throws -> Int?] = [
                { try future.result() },
                { try future.result(for: .zero) },
                { try future.result(until: .now) },
            ]
            return calls.map { call in
                do { _ = try call() } catch { return error as? FutureError }
                return nil
            }
        }
        #expect(thrown == [.cancelled, .cancelled, .cancelled])
        await #expect(throws: FutureError.cancelled) { try await promise.future.value }
    }

    /// U1, X15, Z1: those who wait are released by the cancellation itself; no worker is needed for it.
    @Test func cancel_whileThreadsWait_releasesThemAtOnce() async throws {
        let promise = Promise<Int>()
        let thrown = try await onThread {
            let future = promise.future
            let readers = (0..<4).map { number in
                NativeThread.spawn { () -> FutureError? in
                    do {
                        _ = number % 2 == 0 ? try future.result() : try future.result(for: Delay.long)
                    } catch { return error as? FutureError }
                    return nil
                }
            }
            for reader in readers { waitUntilAsleep(reader.thread, on: .future) }
            future.cancel()
            return readers.map { $0.join() }
        }
        #expect(thrown == Array(repeating: .cancelled, count: 4))
    }

    /// U1, Z1.
    @Test func cancel_whileTasksWait_resumesThem() async throws {
        let promise = Promise<Int>()
        let future = promise.future
        let tasks = (0..<4).map { _ in Task { try await future.value } }
        await Task.yield()
        future.cancel()
        for task in tasks { await #expect(throws: FutureError.cancelled) { try await task.value } }
    }

    /// U6: a worker that comes for a cancelled future is told not to work.
    @Test func claim_ofACancelledFuture_isFalse() {
        let future = Future<Int>()
        future.cancel()
        #expect(!future.claim())
        #expect(future.isCancelled)
    }

    /// U1, W4.
    @Test func errors_describeThemselvesInSentences() {
        #expect("\(FutureError.cancelled)" == "the future was cancelled before its work began")
        #expect("\(FutureError.abandoned)" == "the promise of the future was dropped without a value or an error")
        #expect("\(PoolError.shutDown)" == "the pool was shut down before the work was submitted")
    }
}
