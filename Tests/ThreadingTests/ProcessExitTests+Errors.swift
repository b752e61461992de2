// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Errors that nobody reads.
extension ProcessExitTests {
    private struct Failure: Error, CustomStringConvertible {
        var isSlow = false

        var description: String {
            // Long enough for a process that does not wait for the message.
            if isSlow { for _ in 0..<2_000 { ThreadYield.yield() } }
            return "it went wrong"
        }
    }

    /// F9: written when the last handle goes.
    @Test func error_thatNobodyReads_isWritten() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            blocking {
                let handle = NativeThread.spawn(name: "unlucky") { () throws(Failure) in throw Failure() }
                while !handle.isFinished { ThreadYield.yield() }
            }
            exit(EXIT_SUCCESS)
        }
        #expect(result.errorText.contains("Exception in thread unlucky: it went wrong"))
    }

    /// F9: also when the handle went first, and the process leaves meanwhile.
    @Test func error_ofAThreadThatTheExitWaitsFor_isWritten() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let leaving = Self.leaving()
            NativeThread.spawn(name: "unlucky") { () throws(Failure) in
                leaving.wait()
                throw Failure(isSlow: true)
            }
            exit(EXIT_SUCCESS)
        }
        #expect(result.errorText.contains("Exception in thread unlucky: it went wrong"))
    }

    /// F9.
    @Test func error_thatWasJoined_isNotWritten() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            blocking {
                let handle = NativeThread.spawn { () throws(Failure) in throw Failure() }
                try? handle.join()
                let timed = NativeThread.spawn { () throws(Failure) in throw Failure() }
                _ = try? timed.join(for: nil)
            }
            let handle = NativeThread.spawn { () throws(Failure) in throw Failure() }
            try? await handle.value
            exit(EXIT_SUCCESS)
        }
        #expect(!result.errorText.contains("Exception in thread"))
    }

    /// F9: a join that timed out has read nothing.
    @Test func error_afterAJoinThatTimedOut_isWritten() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            blocking {
                let mayThrow = Event()
                let handle = NativeThread.spawn(name: "late") { () throws(Failure) in
                    mayThrow.wait()
                    throw Failure()
                }
                _ = try? handle.join(for: .zero)
                mayThrow.set()
                while !handle.isFinished { ThreadYield.yield() }
            }
            exit(EXIT_SUCCESS)
        }
        #expect(result.errorText.contains("Exception in thread late: it went wrong"))
    }

    /// F9: a value is nobody's loss.
    @Test func value_thatNobodyReads_isNotWritten() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            NativeThread.spawn { 1 }
            exit(EXIT_SUCCESS)
        }
        #expect(!result.errorText.contains("Exception in thread"))
    }
}
