// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// A scope whose threads may fail: nothing that they throw is lost.
@Suite struct ThrowingThreadsTests {
    /// What a scope throws; `nil` if it returns.
    static func failures<Result>(of body: () throws(ThreadFailures) -> Result) -> ThreadFailures? {
        do {
            _ = try body()
            return nil
        } catch {
            return error
        }
    }

    /// 4.1.2.
    @Test func withThrowingThreads_withoutAFailure_returnsWhatItsBodyReturns() async throws {
        let sum = try await onThread {
            try withThrowingThreads { scope in
                let one = scope.spawn { try Self.number(40) }
                let two = scope.spawn { scope in try scope.spawn { try Self.number(2) }.join() }
                return try one.join() + two.join()
            }
        }
        #expect(sum == 42)
    }

    private static func number(_ number: Int) throws -> Int {
        if number < 0 { throw ScopeError(number) }
        return number
    }

    /// 4.1.2: all or throw; the others run to their ends, and are not asked to stop.
    @Test func waitForAll_whenOneFails_letsTheOthersEndAndThrows() async throws {
        let (error, wasAsked) = try await onThread {
            let wasAsked = Locked<Bool?>(nil)
            let error = Self.failures { () throws(ThreadFailures) in
                try withThrowingThreads { scope in
                    let failed = scope.spawn { throw ScopeError(1) }
                    scope.spawn {
                        try? failed.join()
                        wasAsked.withLock { $0 = StopToken.current.isStopRequested }
                    }
                }
            }
            return (error, wasAsked.withLock { $0 })
        }
        #expect(error?.only as? ScopeError == ScopeError(1))
        #expect(wasAsked == false)
    }

    /// 4.1.48: in the order in which they happened, each with its thread's name.
    @Test func waitForAll_whenSeveralFail_throwsAllInTheirOrder() async throws {
        let error = try await onThread {
            Self.failures { () throws(ThreadFailures) in
                try withThrowingThreads(name: "loader") { scope in
                    let turn = Event()
                    scope.spawn {
                        turn.wait()
                        throw ScopeError(1)
                    }
                    let second = scope.spawn { throw ScopeError(2) }
                    scope.spawn {}
                    try? second.join()
                    turn.set()
                }
            }
        }
        #expect(error?.failures.map { $0.error as? ScopeError } == [ScopeError(2), ScopeError(1)])
        #expect(error?.failures.map(\.threadName) == ["loader-2", "loader-1"])
        #expect(error?.failures.map(\.isOfBody) == [false, false])
        #expect(error?.only == nil)
        #expect(error?.deadlineHasPassed == false)
    }

    /// 4.1.3, ask 32: the first failure asks the others to stop, also those that wait for ever.
    @Test func failFast_whenOneFails_wakesTheOthers() async throws {
        let (error, wasSet) = try await onThread {
            let wasSet = Locked<Bool?>(nil)
            let error = Self.failures { () throws(ThreadFailures) in
                try withThrowingThreads(policy: .failFast) { scope in
                    let never = Event()
                    let other = scope.spawn {
                        let result = never.wait(for: nil)
                        wasSet.withLock { $0 = result }
                    }
                    scope.spawn {
                        waitUntilAsleep(other.thread, on: .event)
                        throw ScopeError(1)
                    }
                }
            }
            return (error, wasSet.withLock { $0 })
        }
        #expect(error?.only as? ScopeError == ScopeError(1))
        #expect(wasSet == false)
    }

    /// 4.1.3: also the body.
    @Test func failFast_whenOneFails_wakesTheBody() async throws {
        let (error, wasSet) = try await onThread {
            var wasSet: Bool?
            let error = Self.failures { () throws(ThreadFailures) in
                try withThrowingThreads(policy: .failFast) { scope in
                    scope.spawn { throw ScopeError(1) }
                    wasSet = Event().wait(for: nil)
                }
            }
            return (error, wasSet)
        }
        #expect(error?.only as? ScopeError == ScopeError(1))
        #expect(wasSet == false)
    }

    /// 4.1.48: failures that come of the stop are told, too.
    @Test func failFast_whenTheOthersThrowThen_throwsAll() async throws {
        let error = try await onThread {
            Self.failures { () throws(ThreadFailures) in
                try withThrowingThreads(policy: .failFast) { scope in
                    scope.spawn {
                        StopToken.current.wait()
                        throw CancellationError()
                    }
                    scope.spawn { throw ScopeError(1) }
                }
            }
        }
        #expect(error?.failures.count == 2)
        #expect(error?.failures.first?.error as? ScopeError == ScopeError(1))
        #expect(error?.failures.last?.error is CancellationError)
    }

    /// 4.1.48: the body's error and the threads' come together.
    @Test func body_thatThrows_stopsJoinsAndNothingIsLost() async throws {
        let error = try await onThread {
            Self.failures { () throws(ThreadFailures) in
                try withThrowingThreads { scope in
                    scope.spawn {
                        StopToken.current.wait()
                        throw ScopeError(1)
                    }
                    throw ScopeError(2)
                }
            }
        }
        #expect(error?.failures.map { $0.error as? ScopeError } == [ScopeError(2), ScopeError(1)])
        #expect(error?.failures.map(\.isOfBody) == [true, false])
        #expect(error?.failures.first?.threadName == "test")
    }

    /// 4.1.48: what the body got from a join and passed on has happened once.
    @Test func body_thatPassesOnAThreadsError_listsItOnce() async throws {
        let (error, wasAsked) = try await onThread {
            let wasAsked = Locked(false)
            let error = Self.failures { () throws(ThreadFailures) in
                _ = try withThrowingThreads(name: "adder") { scope in
                    let other = scope.spawn {
                        StopToken.current.wait()
                        wasAsked.withLock { $0 = true }
                        return 1
                    }
                    let one = scope.spawn { try Self.number(-1) }
                    return try one.join() + other.join()
                }
            }
            return (error, wasAsked.withLock { $0 })
        }
        #expect(error?.only as? ScopeError == ScopeError(-1))
        #expect(error?.failures.first?.threadName == "adder-1" || error?.failures.first?.threadName == "adder-2")
        #expect(error?.failures.first?.isOfBody == false)
        #expect(wasAsked)
    }

    /// 4.1.48: an equal error of its own is another.
    @Test func body_thatThrowsAnEqualError_listsBoth() async throws {
        let error = try await onThread {
            Self.failures { () throws(ThreadFailures) in
                try withThrowingThreads { scope in
                    try? scope.spawn { throw ScopeError(1) }.join()
                    throw ScopeError(1)
                }
            }
        }
        #expect(error?.failures.map(\.isOfBody) == [false, true])
    }

    /// 4.1.48: a failure counts, whoever has read it.
    @Test func failure_thatTheBodyHasCaught_isThrownAllTheSame() async throws {
        let error = try await onThread {
            Self.failures { () throws(ThreadFailures) in
                try withThrowingThreads { scope in
                    try? scope.spawn { throw ScopeError(1) }.join()
                }
            }
        }
        #expect(error?.only as? ScopeError == ScopeError(1))
    }

    /// F9: the scope tells, so nobody else does.
    @Test func failure_thatTheScopeThrows_isNotWrittenToo() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let error = blocking {
                Self.failures { () throws(ThreadFailures) in
                    try withThrowingThreads { scope in
                        for number in 0..<100 { scope.spawn { throw ScopeError(number) } }
                    }
                }
            }
            precondition(error?.failures.count == 100)
        }
        #expect(!result.errorText.contains("Exception in thread"))
    }
}
