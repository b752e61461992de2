// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// A call that waits for a future for a time.
struct FutureWait: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let wait: @Sendable (Future<Int>, Duration?) throws -> Int?

    static let all = [
        FutureWait(testDescription: "result(for:)") { future, duration in try future.result(for: duration) },
        FutureWait(testDescription: "result(until:)") { future, duration in
            try future.result(until: .now + (duration ?? Delay.long))
        },
    ]
}

/// One rule for every wait: `nil` for ever, zero or less polls, too large is for ever.
@Suite struct FutureTimeoutTests {
    static let endless: [Duration?] = [nil, .seconds(Int64.max), .seconds(Int64.max / 1_000_000_000 + 1)]
    static let polling: [Duration] = [.zero, .nanoseconds(-1), .seconds(-3_600), .seconds(Int64.min)]
    static let passing: [Duration] = [.nanoseconds(1), .microseconds(50), Delay.short]

    /// X1, X2, X3, Z6.
    @Test(arguments: FutureWait.all, endless)
    func wait_withoutAnEnd_lastsUntilThereIsAResult(call: FutureWait, duration: Duration?) async throws {
        let answer = try await onThread {
            let promise = Promise<Int>()
            let future = promise.future
            let waiter = NativeThread.spawn { try call.wait(future, duration) }
            waitUntilAsleep(waiter.thread, on: .future)
            promise.succeed(1)
            return try waiter.join()
        }
        #expect(answer == 1)
    }

    /// X1, X2, Z6.
    @Test(arguments: FutureWait.all, polling + passing)
    func wait_forATimeThatPasses_isNil(call: FutureWait, duration: Duration) async throws {
        let answer = try await onThread {
            let promise = Promise<Int>()
            let answer = try call.wait(promise.future, duration)
            promise.succeed(1)
            return answer
        }
        #expect(answer == nil)
    }

    /// X1, X2.
    @Test(arguments: FutureWait.all, endless + polling + passing)
    func wait_whenThereIsAResult_isTheResultWhateverTheTime(call: FutureWait, duration: Duration?) async throws {
        let answer = try await onThread {
            let promise = Promise<Int>()
            promise.succeed(1)
            return try call.wait(promise.future, duration)
        }
        #expect(answer == 1)
    }
}
