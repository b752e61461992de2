// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingFutures
import ThreadingTestSupport

/// Futures that are made from others.
@Suite struct FutureDerivedTests {
    private struct Oops: Error, Equatable {
        var number = 0
    }

    private func settled<Value>(_ future: Future<Value>) throws -> Value? { try future.outcomeNow()?.get() }

    @Test func map_ofAValue_isWhatTheBodyMakesOfIt() throws {
        let promise = Promise<Int>()
        let text = promise.future.map { "\($0)" }
        #expect(try settled(text) == nil)
        promise.succeed(7)
        #expect(try settled(text) == "7")
    }

    @Test func map_ofAnError_isTheErrorAndDoesNotCallTheBody() {
        let promise = Promise<Int>()
        let called = AtomicCell(false)
        let text = promise.future.map { number in
            called.store(true)
            return "\(number)"
        }
        promise.fail(Oops())
        #expect(throws: Oops()) { try settled(text) }
        #expect(!called.load())
    }

    @Test func map_whoseBodyThrows_failsWithThat() {
        let promise = Promise<Int>()
        let text: Future<String> = promise.future.map { throw Oops(number: $0) }
        promise.succeed(7)
        #expect(throws: Oops(number: 7)) { try settled(text) }
    }

    @Test func flatMap_ofAValue_endsAsTheBodysFuture() throws {
        let (first, second) = (Promise<Int>(), Promise<String>())
        let inner = second.future
        let future = first.future.flatMap { _ in inner }
        first.succeed(1)
        #expect(try settled(future) == nil)
        second.succeed("two")
        #expect(try settled(future) == "two")
    }

    @Test func flatMap_ofAnError_isTheError() {
        let promise = Promise<Int>()
        let future = promise.future.flatMap { _ in Promise<Int>().future }
        promise.fail(Oops())
        #expect(throws: Oops()) { try settled(future) }
    }

    @Test func recover_ofAnError_isWhatTheBodyMakesOfIt() throws {
        let promise = Promise<Int>()
        let future = promise.future.recover { ($0 as? Oops)?.number ?? 0 }
        promise.fail(Oops(number: 3))
        #expect(try settled(future) == 3)
    }

    @Test func recover_ofAValue_isTheValue() throws {
        let promise = Promise<Int>()
        let future = promise.future.recover { _ in 0 }
        promise.succeed(7)
        #expect(try settled(future) == 7)
    }

    @Test func timeout_ofWhatTakesTooLong_failsAndLeavesTheSource() async throws {
        let promise = Promise<Int>()
        let source = promise.future
        let future = source.timeout(after: Delay.short)
        await #expect(throws: FutureError.timedOut) { try await future.value }
        #expect(!source.isDone)
        promise.succeed(7)
        #expect(try settled(source) == 7)
    }

    /// Z13: a time-out that is the work's own error is told from that of a wait.
    @Test func timeout_thatTheWorkThrows_isNotThatOfTheWait() async throws {
        let promise = Promise<Int>()
        promise.fail(FutureError.timedOut)
        let future = promise.future
        #expect(throws: FutureError.timedOut) { try settled(future) }
        let late = Promise<Int>()
        #expect(try settled(late.future) == nil)
    }

    @Test func timeout_ofWhatEndsInTime_endsAsThat() throws {
        let promise = Promise<Int>()
        let future = promise.future.timeout(after: .seconds(600))
        promise.succeed(7)
        #expect(try settled(future) == 7)
    }

    @Test func all_ofValues_isThemInTheirOrder() throws {
        let promises = (0..<3).map { _ in Promise<Int>() }
        let whole = Future.all(promises.map(\.future))
        for index in [2, 0, 1] {
            #expect(try settled(whole) == nil)
            promises[index].succeed(index)
        }
        #expect(try settled(whole) == [0, 1, 2])
        #expect(try settled(Future<Int>.all([])) == [])
    }

    @Test func all_whereOneFails_failsAtOnce() {
        let promises = (0..<3).map { _ in Promise<Int>() }
        let whole = Future.all(promises.map(\.future))
        promises[1].fail(Oops())
        #expect(throws: Oops()) { try settled(whole) }
    }

    @Test func any_ofSeveral_isTheFirstValue() throws {
        let promises = (0..<3).map { _ in Promise<Int>() }
        let first = Future.any(promises.map(\.future))
        promises[2].fail(Oops())
        #expect(try settled(first) == nil)
        promises[1].succeed(1)
        promises[0].succeed(0)
        #expect(try settled(first) == 1)
    }

    @Test func any_whereAllFail_failsWithTheLast() {
        let promises = (0..<2).map { _ in Promise<Int>() }
        let first = Future.any(promises.map(\.future))
        promises[1].fail(Oops(number: 1))
        promises[0].fail(Oops(number: 0))
        #expect(throws: Oops(number: 0)) { try settled(first) }
        #expect(throws: FutureError.empty) { try settled(Future<Int>.any([])) }
    }

    @Test func cancel_ofADerivedFuture_leavesTheSource() throws {
        let promise = Promise<Int>()
        let called = AtomicCell(false)
        let future = promise.future.map { number in
            called.store(true)
            return number
        }
        #expect(future.cancel())
        #expect(!promise.future.isCancelled)
        promise.succeed(7)
        #expect(!called.load())
        #expect(throws: FutureError.cancelled) { try settled(future) }
    }

    @Test func cancel_ofTheSource_cancelsWhatIsMadeFromIt() {
        let promise = Promise<Int>()
        let future = promise.future.map { $0 + 1 }
        promise.future.cancel()
        #expect(throws: FutureError.cancelled) { try settled(future) }
    }

    @Test func future_ofAsynchronousCode_isReadByAThread() async throws {
        let future = Future { () async throws -> Int in
            await Task.yield()
            return 7
        }
        #expect(try await onThread { try future.result() } == 7)
        let failed = Future<Int> { () async throws -> Int in throw Oops() }
        await #expect(throws: Oops()) { try await failed.value }
    }

    @Test func cancel_ofAFutureOfAsynchronousCode_cancelsTheTask() async throws {
        let wasCancelled = Promise<Bool>()
        let future = Future { () async throws -> Int in
            while !Task.isCancelled { await Task.yield() }
            wasCancelled.succeed(true)
            return 7
        }
        #expect(future.cancel())
        #expect(try await wasCancelled.future.value)
        await #expect(throws: FutureError.cancelled) { try await future.value }
    }
}
