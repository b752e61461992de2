// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

@testable import ThreadingFutures

/// Errors that nobody has asked for.
///
/// In processes of their own, since the hook is the process's.
///
/// Z9: in Python they are lost (gh-120508).
@Suite struct UnreadFailuresTests {
    @Test func error_ofATaskWhoseFutureIsThrownAway_isReported() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            UnreadFailures.hook = { error in SystemProcess.writeError("the hook was told of \(error)") }
            ThreadPool(threads: 1).submit { throw Oops() }
            // The end of the process waits for the pool's work, and what becomes of it.
            ExitTestLimits.exitWithSuccess()
        }
        #expect(result.standardError.contains("the hook was told of Oops()\n"))
    }

    @Test func error_thatNobodyReads_isWrittenToStandardError() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let promise = Promise<Int>()
            promise.fail(Oops())
        }
        #expect(result.standardError.contains("Exception in a future that nobody has read: Oops()"))
    }

    @Test func error_thatWasAskedFor_isNotReported() async {
        await #expect(processExitsWith: .success) {
            UnreadFailures.hook = { _ in ExitTestLimits.leave(with: 1) }
            _ = failedFuture().outcomeNow()
            failedFuture().whenDone { _ in }
            _ = failedFuture().map { $0 }.outcomeNow()
            _ = try? await failedFuture().value
            for await future in Future.asCompleted([failedFuture()]) { _ = future.outcomeNow() }
        }
    }

    @Test func end_thatIsNoError_isNotReported() async {
        await #expect(processExitsWith: .success) {
            UnreadFailures.hook = { _ in ExitTestLimits.leave(with: 1) }
            Promise<Int>().future.cancel()
            _ = Promise<Int>()
            Promise<Int>().succeed(1)
        }
    }

    /// A chain fails at its end: there it is reported, once.
    @Test func error_ofAChainThatNobodyReads_isReportedOnce() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let promise = Promise<Int>()
            _ = promise.future.map { $0 + 1 }.map { $0 + 1 }
            promise.fail(Oops())
        }
        #expect(result.standardError.split(separator: "\n").filter { $0.contains("nobody has read") }.count == 1)
    }
}

private struct Oops: Error {}

private func failedFuture() -> Future<Int> {
    let promise = Promise<Int>()
    promise.fail(Oops())
    return promise.future
}
