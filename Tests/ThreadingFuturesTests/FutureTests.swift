// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

@testable import ThreadingFutures

/// The columns «no result yet» and «finished» of the future's table, from threads and from tasks.
@Suite struct FutureTests {
    private struct Oops: Error, Equatable {}

    /// U2.
    @Test func future_withoutAResult_isNeitherDoneNorRunningNorCancelled() {
        let promise = Promise<Int>()
        #expect(!promise.future.isDone)
        #expect(!promise.future.isRunning)
        #expect(!promise.future.isCancelled)
        promise.succeed(1)
    }

    /// U3.
    @Test func result_whenFinished_isTheValueAsOftenAsOneLikes() async throws {
        let promise = Promise<Int>()
        promise.succeed(7)
        let values = try await onThread { try (0..<3).map { _ in try promise.future.result() } }
        #expect(values == [7, 7, 7])
    }

    /// U3.
    @Test func result_whenFailed_throwsTheVeryErrorEachTime() async throws {
        final class Reason: Error { let number = 4 }
        let promise = Promise<Int>()
        let reason = Reason()
        promise.fail(reason)
        let same = try await onThread {
            (0..<2).map { _ in
                do { _ = try promise.future.result() } catch { return error as? Reason === reason }
                return false
            }
        }
        #expect(same == [true, true])
    }

    /// U3.
    @Test func result_byManyThreads_releasesAllOfThem() async throws {
        let promise = Promise<Int>()
        let values = try await onThread {
            let future = promise.future
            let readers = (0..<8).map { number in
                NativeThread.spawn {
                    number % 2 == 0 ? try future.result() : try future.result(for: Delay.long)
                }
            }
            for reader in readers { waitUntilAsleep(reader.thread, on: .future) }
            promise.succeed(3)
            return try readers.map { try $0.join() }
        }
        #expect(values == Array(repeating: 3, count: 8))
    }

    /// U3.
    @Test func result_whenTheWorkFailsMeanwhile_throws() async throws {
        let promise = Promise<Int>()
        await #expect(throws: Oops()) {
            try await onThread {
                let reader = NativeThread.spawn { try promise.future.result() }
                waitUntilAsleep(reader.thread, on: .future)
                promise.fail(Oops())
                try reader.join()
            }
        }
    }

    /// U3.
    @Test func resultForATime_isNilAndThenTheValue() async throws {
        let promise = Promise<Int>()
        let values = try await onThread {
            let before = try promise.future.result(for: Delay.short)
            promise.succeed(5)
            return [before, try promise.future.result(for: Delay.short)]
        }
        #expect(values == [nil, 5])
    }

    /// U3.
    @Test func resultUntilAnInstant_isNilAndThenTheValue() async throws {
        let promise = Promise<Int>()
        let values = try await onThread {
            let before = try promise.future.result(until: .now + Delay.short)
            promise.succeed(5)
            return [before, try promise.future.result(until: .now - .seconds(1))]
        }
        #expect(values == [nil, 5])
    }

    /// U3, Z13: a wait that timed out is `nil`; an error of the work is thrown, whatever it is.
    @Test func resultForATime_whenTheWorkThrewATimeOutOfItsOwn_throwsIt() async throws {
        struct TimedOut: Error {}
        let promise = Promise<Int>()
        promise.fail(TimedOut())
        await #expect(throws: TimedOut.self) {
            _ = try await onThread { try promise.future.result(for: .zero) }
        }
    }

    /// U3: a future of an optional tells «the value is nil» from «no value in time».
    @Test func resultForATime_ofAnOptional_tellsNilFromNothing() async throws {
        let promise = Promise<Int?>()
        let isRight = try await onThread {
            let before: Int?? = try promise.future.result(for: .zero)
            promise.succeed(nil)
            let after: Int?? = try promise.future.result(for: .zero)
            return before == nil && after == .some(nil)
        }
        #expect(isRight)
    }

    /// U3.
    @Test func value_whenFinished_isThereAtOnce() async throws {
        let promise = Promise<Int>()
        promise.succeed(7)
        #expect(try await promise.future.value == 7)
    }

    /// U3.
    @Test func value_whenTheResultComesLater_resumesEveryTask() async throws {
        let promise = Promise<Int>()
        let future = promise.future
        let tasks = (0..<4).map { _ in Task { try await future.value } }
        // A task of the same executor, so that the others have mostly begun to wait.
        await Task.yield()
        promise.succeed(6)
        for task in tasks { #expect(try await task.value == 6) }
    }

    /// U3.
    @Test func value_whenFailed_throws() async throws {
        let promise = Promise<Int>()
        promise.fail(Oops())
        await #expect(throws: Oops()) { try await promise.future.value }
    }

    /// U1: cancelling the task that waits ends the wait, and does not cancel the work.
    @Test func value_whenTheWaitingTaskIsCancelled_throwsAndLeavesTheFuture() async throws {
        let promise = Promise<Int>()
        let future = promise.future
        let task = Task { try await future.value }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(!future.isCancelled)
        #expect(!future.isDone)
        promise.succeed(8)
        #expect(try await future.value == 8)
    }

    /// U3: what is there is given even to a task that was cancelled.
    @Test func value_ofAFinishedFutureInACancelledTask_isGiven() async throws {
        let promise = Promise<Int>()
        promise.succeed(8)
        let future = promise.future
        let task = Task {
            // Sound: the task is used within the call alone.
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            return try await future.value
        }
        #expect(try await task.value == 8)
    }

    /// U3: threads and tasks may wait for one future.
    @Test func value_besideAWaitingThread_bothAreReleased() async throws {
        let promise = Promise<Int>()
        let future = promise.future
        let task = Task { try await future.value }
        let fromThread = try await onThread {
            let reader = NativeThread.spawn { try future.result() }
            waitUntilAsleep(reader.thread, on: .future)
            promise.succeed(2)
            return try reader.join()
        }
        #expect(fromThread == 2)
        #expect(try await task.value == 2)
    }

    /// U6.
    @Test func isRunning_betweenClaimAndFinish_isTrue() {
        let future = Future<Int>()
        #expect(future.claim())
        #expect(future.isRunning)
        #expect(!future.isDone)
        #expect(future.finish(.success(1)))
        #expect(!future.isRunning)
        #expect(future.isDone)
    }

    /// U6: a claim releases nobody.
    @Test func claim_whileAThreadWaits_leavesItWaiting() async throws {
        let value = try await onThread {
            let future = Future<Int>()
            let reader = NativeThread.spawn { try future.result() }
            waitUntilAsleep(reader.thread, on: .future)
            _ = future.claim()
            let early = reader.isFinished
            _ = future.finish(.success(1))
            return (early, try reader.join())
        }
        #expect(value == (false, 1))
    }

    /// The ordering: what the work did is visible to who has its result (plain memory).
    @Test func result_seesWhatTheWorkDid() async throws {
        final class Cell { var value = 0 }
        let seen = try await onThread {
            // Unguarded on purpose: the future alone orders the accesses.
            nonisolated(unsafe) let cell = Cell()
            let promise = Promise<Void>()
            let writer = NativeThread.spawn {
                unsafe cell.value = 9
                promise.succeed(())
            }
            try promise.future.result()
            let seen = unsafe cell.value
            writer.join()
            return seen
        }
        #expect(seen == 9)
    }
}
