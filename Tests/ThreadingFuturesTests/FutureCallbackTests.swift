// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// ``Future/whenDone(_:)`` and ``Future/outcome()``.
@Suite struct FutureCallbackTests {
    private struct Oops: Error {}

    /// U5.
    @Test func whenDone_isCalledInOrderByWhoeverEndsTheFuture() async throws {
        let promise = Promise<Int>()
        let log = Locked<[String]>([])
        for name in ["a", "b", "c"] {
            promise.future.whenDone { result in
                let line = "\(name) \((try? result.get()) ?? 0) \(NativeThread.current.name)"
                log.withLock { $0.append(line) }
            }
        }
        try await onThread {
            NativeThread.spawn(name: "writer") { _ = promise.succeed(7) }.join()
        }
        #expect(log.withLock { $0 } == ["a 7 writer", "b 7 writer", "c 7 writer"])
    }

    /// U5.
    @Test func whenDone_ofAFinishedFuture_isCalledAtOnce() {
        let promise = Promise<Int>()
        promise.succeed(7)
        let seen = Locked(0)
        promise.future.whenDone { result in _ = seen.exchange((try? result.get()) ?? 0) }
        #expect(seen.withLock { $0 } == 7)
    }

    /// U1, U5.
    @Test func whenDone_ofACancelledFuture_isCalledWithinCancel() {
        let promise = Promise<Int>()
        let seen = Locked<[FutureError]>([])
        promise.future.whenDone { result in
            if case .failure(let error as FutureError) = result { seen.withLock { $0.append(error) } }
        }
        promise.future.cancel()
        promise.future.cancel()
        #expect(seen.withLock { $0 } == [.cancelled])
    }

    /// U5: a callback may add another, which is called at once.
    @Test func whenDone_withinACallback_isCalled() {
        let promise = Promise<Int>()
        let log = Locked<[String]>([])
        let future = promise.future
        future.whenDone { [weak future] _ in
            future?.whenDone { _ in log.withLock { $0.append("inner") } }
            log.withLock { $0.append("outer") }
        }
        promise.succeed(7)
        #expect(log.withLock { $0 } == ["inner", "outer"])
    }

    /// U5: those who wait have been released when a callback runs, so it may wait for them.
    @Test func whenDone_thatWaitsForAReader_doesNotHoldItUp() async throws {
        let read = try await onThread {
            let promise = Promise<Int>()
            let future = promise.future
            let reader = NativeThread.spawn { try future.result() }
            waitUntilAsleepOrEnded(reader, on: .future)
            let read = Locked(0)
            future.whenDone { _ in _ = read.exchange((try? reader.join()) ?? 0) }
            promise.succeed(7)
            return read.withLock { $0 }
        }
        #expect(read == 7)
    }

    /// Z2: in Python, a callback that ends badly ends the pool's only thread, and the pool hangs.
    @Test func whenDone_ofAPoolsTask_leavesTheThreadAsItWas() async throws {
        let pool = ThreadPool(threads: 1)
        let result = try await onThread {
            let gate = Event()
            let first = pool.submit { gate.wait() }
            first.whenDone { result in _ = Result { throw Oops() }.flatMap { _ in result } }
            gate.set()
            let second = pool.submit { 2 }
            defer { pool.shutdown() }
            return try second.result()
        }
        #expect(result == 2)
    }

    /// U4.
    @Test func outcome_ofAFailedFuture_isItsError() async throws {
        let promise = Promise<Int>()
        promise.fail(Oops())
        let future = promise.future
        let outcome = try await onThread { future.outcome() }
        #expect(throws: Oops.self) { try outcome.get() }
    }

    /// U4.
    @Test func outcome_ofACancelledFuture_saysSo() async throws {
        let promise = Promise<Int>()
        let future = promise.future
        future.cancel()
        #expect(throws: FutureError.cancelled) { try future.outcomeNow()?.get() }
    }

    /// U4.
    @Test func outcome_thatDoesNotComeInTime_isNil() async throws {
        let promise = Promise<Int>()
        let future = promise.future
        #expect(try future.outcomeNow()?.get() == nil)
        #expect(try await onThread { try future.outcome(for: Delay.short)?.get() } == nil)
        #expect(try await onThread { try future.outcome(until: .now + Delay.short)?.get() } == nil)
    }

    /// U6.
    @Test func begin_ofAPromise_keepsItsFutureFromBeingCancelled() {
        let promise = Promise<Int>()
        #expect(promise.begin())
        #expect(!promise.begin())
        #expect(promise.future.isRunning)
        #expect(!promise.future.cancel())
        let other = Promise<Int>()
        other.future.cancel()
        #expect(!other.begin())
    }

    /// U7.
    @Test func complete_ofAPromise_isTakenOnce() throws {
        let promise = Promise<Int>()
        #expect(promise.complete(with: .success(1)))
        #expect(!promise.complete(with: .success(2)))
        #expect(!promise.fail(Oops()))
        #expect(try promise.future.outcomeNow()?.get() == 1)
    }
}

extension Future {
    /// Without a wait, for asynchronous tests.
    func outcomeNow() -> Result<Value, any Error>? { outcome(for: .zero) }
}
