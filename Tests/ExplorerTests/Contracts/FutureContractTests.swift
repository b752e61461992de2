// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingFutures

/// What ``Future`` and ``Promise`` promise, in every interleaving.
@Suite struct FutureContractTests {
    @Test func result_readByThree_isTheSameForAllAndEachTime() throws {
        try exhaust {
            let promise = Promise<Int>()
            let value = WatchedVariable(0)
            let future = promise.future
            let read: @Sendable () throws -> Void = {
                expect(try future.result() == 42 && value.read() == 1, "what was done before is not seen")
            }
            let one = NativeThread.spawn(read)
            let two = NativeThread.spawn(read)
            value.write(1)
            expect(promise.succeed(42))
            try read()
            try one.join()
            try two.join()
        }
    }

    @Test func result_ofAPromiseThatFails_throwsForAll() throws {
        try exhaust {
            let promise = Promise<Int>()
            let future = promise.future
            let read: @Sendable () -> Void = {
                expectError(ContractError(number: 1), in: Result { try future.result() })
            }
            let one = NativeThread.spawn(read)
            let two = NativeThread.spawn(read)
            expect(promise.fail(ContractError(number: 1)))
            one.join()
            two.join()
            read()
        }
    }

    @Test func succeed_byTwoThreads_isTrueForTheOneWhoseValueItIs() throws {
        try exhaust([1, 2]) {
            let promise = Promise<Int>()
            let one = NativeThread.spawn { promise.succeed(1) }
            let two = NativeThread.spawn { promise.succeed(2) }
            let value = try promise.future.result()
            expect([one.join(), two.join()] == [value == 1, value == 2], "not the first has won, or it was not told")
            expect(try promise.future.result() == value, "the result has changed")
            return value
        }
    }

    @Test func succeed_whileAnotherFails_oneOfThemWins() throws {
        try exhaust([true, false]) {
            let promise = Promise<Int>()
            let failing = NativeThread.spawn { promise.fail(ContractError(number: 1)) }
            let hasSucceeded = promise.succeed(42)
            expect(failing.join() != hasSucceeded, "both were the first, or neither")
            let result = Result { try promise.future.result() }
            if hasSucceeded {
                expect(try result.get() == 42)
            } else {
                expectError(ContractError(number: 1), in: result)
            }
            return hasSucceeded
        }
    }

    @Test func succeed_whileAnotherCancels_oneOfThemWins() throws {
        try exhaust([true, false]) {
            let promise = Promise<Int>()
            let future = promise.future
            let cancelling = NativeThread.spawn { future.cancel() }
            let hasSucceeded = promise.succeed(42)
            expect(cancelling.join() != hasSucceeded, "both have won, or neither")
            expect(future.isCancelled != hasSucceeded && future.isDone)
            if hasSucceeded {
                expect(try future.result() == 42)
            } else {
                expectError(FutureError.cancelled, in: Result { try future.result() })
            }
            return hasSucceeded
        }
    }

    @Test func cancel_whileTwoWait_releasesBoth() throws {
        try exhaust {
            let promise = Promise<Int>()
            let future = promise.future
            let read: @Sendable () -> Void = { expectError(FutureError.cancelled, in: Result { try future.result() }) }
            let one = NativeThread.spawn(read)
            let two = NativeThread.spawn(read)
            expect(future.cancel())
            one.join()
            two.join()
            expect(!promise.succeed(1), "a cancelled future was given a value")
        }
    }

    @Test func cancel_byTwoThreads_isTrueForBoth() throws {
        try exhaust {
            let promise = Promise<Int>()
            let future = promise.future
            let other = NativeThread.spawn { future.cancel() }
            expect(future.cancel() && other.join())
            expect(future.isCancelled && future.isDone && !future.isRunning)
        }
    }

    @Test func cancel_ofAFutureThatIsDone_isFalse() throws {
        try exhaust([false]) {
            let promise = Promise<Int>()
            promise.succeed(1)
            return promise.future.cancel() || promise.future.isCancelled
        }
    }

    @Test func promise_thatIsDropped_failsItsReaders() throws {
        try exhaust {
            let future = dropPromise { _ in }
            let read: @Sendable () -> Void = { expectError(FutureError.abandoned, in: Result { try future.result() }) }
            together(read, read)
        }
    }

    @Test func promise_thatTwoThreadsDrop_failsWhoAlreadyWaits() throws {
        try exhaust {
            let drop: @Sendable (Promise<Int>) -> Void = { _ in }
            let future = dropPromise { promise in
                NativeThread.spawn { drop(promise) }
                NativeThread.spawn { drop(promise) }
            }
            expectError(FutureError.abandoned, in: Result { try future.result() })
        }
    }

    @Test func promise_thatIsKeptAndDropped_keepsItsValue() throws {
        try exhaust {
            let future = dropPromise { promise in NativeThread.spawn { promise.succeed(42) } }
            expect(try future.result() == 42)
        }
    }

    @Test func resultForATime_whileAnotherSucceeds_isTheValueOrNil() throws {
        try exhaust([42, nil]) {
            let promise = Promise<Int>()
            let other = NativeThread.spawn { promise.succeed(42) }
            let seen = try promise.future.result(for: .seconds(30))
            expect(other.join(), "a wait that gave up has spoiled the result")
            expect(try promise.future.result() == 42)
            return seen
        }
    }

    @Test func resultForATime_asleepWhenTheValueComes_isTheValue() throws {
        try exhaust([42 as Int?], preemptions: 0) {
            let promise = Promise<Int>()
            let future = promise.future
            let reader = NativeThread.spawn { try future.result(for: .seconds(30)) }
            NativeThread.sleep(for: .seconds(1))
            promise.succeed(42)
            return try reader.join()
        }
    }

    @Test func resultForATime_whileAnotherCancels_throwsOrIsNil() throws {
        try exhaust([true, false]) {
            let promise = Promise<Int>()
            let future = promise.future
            let other = NativeThread.spawn { future.cancel() }
            let result = Result { try future.result(for: .seconds(30)) }
            expect(other.join())
            if case .success(nil) = result { return false }
            expectError(FutureError.cancelled, in: result)
            return true
        }
    }

    @Test func resultForZero_whileAnotherSucceeds_onlyLooks() throws {
        try exhaust([42, nil]) {
            let promise = Promise<Int>()
            let other = NativeThread.spawn { promise.succeed(42) }
            let seen = try promise.future.result(for: .zero)
            other.join()
            return seen
        }
    }

    @Test func isDone_seenTrue_isFinal() throws {
        try exhaust([[false, false], [false, true], [true, true]]) {
            let promise = Promise<Int>()
            let future = promise.future
            let other = NativeThread.spawn { promise.succeed(42) }
            let first = future.isDone
            if first { expect(try future.result(for: .zero) == 42, "done without a result") }
            let second = future.isDone
            other.join()
            return [first, second]
        }
    }
}

/// Gives a promise to somebody, drops it, and returns its future.
private func dropPromise(_ use: (Promise<Int>) -> Void) -> Future<Int> {
    let promise = Promise<Int>()
    use(promise)
    return promise.future
}
