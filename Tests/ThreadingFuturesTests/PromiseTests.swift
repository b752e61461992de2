// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// The writing end.
@Suite struct PromiseTests {
    private struct Oops: Error, Equatable {}

    /// U7, U8.
    @Test func succeed_theFirstTime_isTrue() async throws {
        let promise = Promise<Int>()
        #expect(promise.succeed(1))
        #expect(promise.future.isDone)
        #expect(try await promise.future.value == 1)
    }

    /// U7.
    @Test func fail_theFirstTime_isTrue() async throws {
        let promise = Promise<Int>()
        #expect(promise.fail(Oops()))
        await #expect(throws: Oops()) { try await promise.future.value }
    }

    /// U7.
    @Test func succeed_afterSucceed_isFalseAndTheFirstValueStays() async throws {
        let promise = Promise<Int>()
        promise.succeed(1)
        #expect(!promise.succeed(2))
        #expect(try await promise.future.value == 1)
    }

    /// U7.
    @Test func fail_afterSucceed_isFalseAndTheValueStays() async throws {
        let promise = Promise<Int>()
        promise.succeed(1)
        #expect(!promise.fail(Oops()))
        #expect(try await promise.future.value == 1)
    }

    /// U7.
    @Test func succeed_afterFail_isFalseAndTheErrorStays() async throws {
        let promise = Promise<Int>()
        promise.fail(Oops())
        #expect(!promise.succeed(1))
        await #expect(throws: Oops()) { try await promise.future.value }
    }

    /// U1, U7.
    @Test func keeping_afterCancel_isFalse() async throws {
        let promise = Promise<Int>()
        promise.future.cancel()
        #expect(!promise.succeed(1))
        #expect(!promise.fail(Oops()))
        await #expect(throws: FutureError.cancelled) { try await promise.future.value }
    }

    /// U8.
    @Test func future_isTheSameEachTime() {
        let promise = Promise<Int>()
        #expect(promise.future === promise.future)
        promise.succeed(1)
    }

    /// U8.
    @Test func dropping_withoutKeeping_abandonsTheFuture() async throws {
        func makeFuture() -> Future<Int> { Promise<Int>().future }
        let future = makeFuture()
        #expect(future.isDone)
        #expect(!future.isCancelled)
        await #expect(throws: FutureError.abandoned) { try await future.value }
    }

    /// U8.
    @Test func dropping_afterKeeping_changesNothing() async throws {
        func makeFuture() -> Future<Int> {
            let promise = Promise<Int>()
            promise.succeed(4)
            return promise.future
        }
        #expect(try await makeFuture().value == 4)
    }

    /// U8.
    @Test func dropping_afterCancelling_leavesItCancelled() {
        func makeFuture() -> Future<Int> {
            let promise = Promise<Int>()
            promise.future.cancel()
            return promise.future
        }
        #expect(makeFuture().isCancelled)
    }

    /// U8: dropped by another thread while somebody waits.
    @Test func dropping_byAnotherThreadWhileItIsWaitedFor_releasesTheWaiter() async throws {
        await #expect(throws: FutureError.abandoned) {
            try await onThread {
                let mayDrop = Event()
                let futures = Locked<[Future<Int>]>([])
                let hasMade = Event()
                let owner = NativeThread.spawn {
                    let promise = Promise<Int>()
                    futures.withLock { $0.append(promise.future) }
                    hasMade.set()
                    mayDrop.wait()
                    withExtendedLifetime(promise) {}
                }
                hasMade.wait()
                let future = try #require(futures.withLock { $0.first })
                let reader = NativeThread.spawn { try future.result() }
                waitUntilAsleep(reader.thread, on: .future)
                mayDrop.set()
                owner.join()
                try reader.join()
            }
        }
    }

    /// U8: kept by another thread while somebody waits.
    @Test func succeed_byAnotherThread_releasesTheWaiter() async throws {
        let promise = Promise<String>()
        let value = try await onThread {
            let reader = NativeThread.spawn { try promise.future.result() }
            waitUntilAsleep(reader.thread, on: .future)
            let writer = NativeThread.spawn { promise.succeed("kept") }
            writer.join()
            return try reader.join()
        }
        #expect(value == "kept")
    }

    /// U7: of many that keep it at once, one is told that it was the first, and its value is the one.
    @Test func succeed_byManyThreads_isTrueForExactlyOne() async throws {
        let agree = try await onThread {
            for _ in 0..<50 {
                let promise = Promise<Int>()
                let writers = (0..<4).map { number in
                    NativeThread.spawn { promise.succeed(number) ? number : nil }
                }
                let winners = writers.compactMap { $0.join() }
                guard winners == [try promise.future.result()] else { return false }
            }
            return true
        }
        #expect(agree)
    }

    /// X19: the future keeps its value as long as somebody has the future, and no longer.
    @Test func value_isReleasedWithTheFuture() async throws {
        final class Sent: Sendable {
            let life: Event
            init(_ life: Event) { self.life = life }
            deinit { life.set() }
        }
        let isGone = Event()
        func keep() -> Future<Sent> {
            let promise = Promise<Sent>()
            promise.succeed(Sent(isGone))
            return promise.future
        }
        var future: Future<Sent>? = keep()
        #expect(future?.isDone == true)
        #expect(!isGone.isSet)
        future = nil
        #expect(isGone.isSet)
    }
}
