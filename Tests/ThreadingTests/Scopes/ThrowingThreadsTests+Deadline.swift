// Part of swift-threading. Apache-2.0: see LICENSE.

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

/// Scopes that are to end in time.
extension ThrowingThreadsTests {
    /// 4.1.2: the deadline asks, the scope joins, and the caller is told.
    @Test func deadline_thatPasses_stopsJoinsAndThrows() async throws {
        let (error, elapsed, results) = try await onThread {
            let results = Locked<[Bool]>([])
            let start = ContinuousClock.now
            let error = Self.failures { () throws(ThreadFailures) in
                try withThrowingThreads(deadline: Delay.short) { scope in
                    let never = Event()
                    for _ in 0..<2 {
                        scope.spawn {
                            let result = never.wait(for: nil)
                            results.withLock { $0.append(result) }
                        }
                    }
                }
            }
            return (error, ContinuousClock.now - start, results.withLock { $0 })
        }
        #expect(error?.deadlineHasPassed == true)
        #expect(error?.failures.isEmpty == true)
        #expect(elapsed >= Delay.short)
        // What they found until then is there.
        #expect(results == [false, false])
    }

    /// 4.1.2: also the body is asked.
    @Test func deadline_thatPasses_wakesTheBody() async throws {
        let error = try await onThread {
            Self.failures { () throws(ThreadFailures) in
                try withThrowingThreads(deadline: Delay.short) { _ in _ = Event().wait(for: nil) }
            }
        }
        #expect(error?.deadlineHasPassed == true)
    }

    /// 4.1.2, 4.1.48: what the threads throw then is told as well.
    @Test func deadline_thatPasses_throwsTheFailuresToo() async throws {
        let error = try await onThread {
            Self.failures { () throws(ThreadFailures) in
                try withThrowingThreads(deadline: Delay.short) { scope in
                    scope.spawn {
                        StopToken.current.wait()
                        throw ScopeError(1)
                    }
                }
            }
        }
        #expect(error?.deadlineHasPassed == true)
        #expect(error?.failures.map { $0.error as? ScopeError } == [ScopeError(1)])
        #expect(error?.only == nil)
    }

    /// 4.1.2: in time, it makes no difference.
    @Test(arguments: [nil, Delay.long, .seconds(Int64.max)] as [Duration?])
    func deadline_thatDoesNotPass_changesNothing(deadline: Duration?) async throws {
        let value = try await onThread {
            try withThrowingThreads(deadline: deadline) { scope in try scope.spawn { 3 }.join() }
        }
        #expect(value == 3)
    }

    /// 4.1.2, X2: zero or less is over already.
    @Test(arguments: [.zero, .seconds(-1), .seconds(Int64.min)] as [Duration])
    func deadline_ofZeroOrLess_asksAtOnce(deadline: Duration) async throws {
        let (error, wasAsked) = try await onThread {
            var wasAsked: Bool?
            let error = Self.failures { () throws(ThreadFailures) in
                try withThrowingThreads(deadline: deadline) { scope in
                    wasAsked = try scope.spawn { StopToken.current.isStopRequested }.join()
                }
            }
            return (error, wasAsked)
        }
        #expect(error?.deadlineHasPassed == true)
        #expect(wasAsked == true)
    }

    /// 4.1.2: a request to stop the caller is no deadline.
    @Test func deadline_whenTheCallerIsAskedFirst_hasNotPassed() async throws {
        let value = try await onThread {
            let source = StopSource()
            return try StopToken.withCurrent(source.token) {
                try withThrowingThreads(deadline: Delay.long) { scope in
                    let other = scope.spawn { Event().wait(for: nil) }
                    source.requestStop()
                    return try other.join()
                }
            }
        }
        #expect(!value)
    }

    /// P1: the thread that watches the time does not keep the process.
    @Test func exit_fromABodyWithADeadline_doesNotWaitForIt() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            blocking {
                // Whoever is still waited for then is named.
                NativeThread.exitDeadline = Delay.short
                _ = try? withThrowingThreads(deadline: Delay.long) { _ in exit(EXIT_SUCCESS) }
            }
        }
        #expect(!result.errorText.contains("the process ends without"))
    }
}
