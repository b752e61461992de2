// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// The first success of several threads.
@Suite struct RacingThreadsTests {
    private static func outcome<Value>(of body: () throws(ThreadFailures) -> Value) -> Result<Value, ThreadFailures> {
        Result { () throws(ThreadFailures) in try body() }
    }

    /// 4.1.2: the others are woken, and have ended.
    @Test func withRacingThreads_whenOneSucceeds_returnsItsValueAndStopsTheOthers() async throws {
        let (value, losers) = try await onThread {
            let losers = Locked<[Bool]>([])
            let value = try withRacingThreads(of: Int.self) { race in
                let never = Event()
                for _ in 0..<2 {
                    race.spawn {
                        let wasSet = never.wait(for: nil)
                        losers.withLock { $0.append(wasSet) }
                        throw CancellationError()
                    }
                }
                race.spawn { 7 }
            }
            return (value, losers.withLock { $0 })
        }
        #expect(value == 7)
        // Those that had not begun when the race was over were not run.
        #expect(losers.allSatisfy { !$0 } && losers.count <= 2)
    }

    /// 4.1.2: failures before a success are nobody's business.
    @Test func withRacingThreads_whenSomeFailBefore_returnsTheSuccess() async throws {
        let value = try await onThread {
            try withRacingThreads(of: Int.self, limit: 1) { race in
                race.spawn { throw ScopeError(1) }
                race.spawn { throw ScopeError(2) }
                race.spawn { 7 }
            }
        }
        #expect(value == 7)
    }

    /// 4.1.2: the first, not the last.
    @Test func withRacingThreads_whenSeveralSucceed_returnsTheFirst() async throws {
        let (value, later) = try await onThread {
            let later = Locked<[Int]>([])
            let value = try withRacingThreads(of: Int.self, limit: 1) { race in
                race.spawn { 1 }
                for number in 2...4 {
                    race.spawn {
                        later.withLock { $0.append(number) }
                        return number
                    }
                }
            }
            return (value, later.withLock { $0 })
        }
        #expect(value == 1)
        // With one at a time, those that come later begin when there is a winner.
        #expect(later.isEmpty)
    }

    /// 4.1.2: also one that comes when it was asked to stop.
    @Test func withRacingThreads_whenALoserReturnsLate_keepsTheWinner() async throws {
        let value = try await onThread {
            try withRacingThreads(of: Int.self) { race in
                let hasBegun = Event()
                race.spawn {
                    hasBegun.set()
                    StopToken.current.wait()
                    return 1
                }
                hasBegun.wait()
                race.spawn { 2 }
            }
        }
        #expect(value == 2)
    }

    /// 4.1.2: `nil` is a value.
    @Test func withRacingThreads_ofOptionals_returnsNilToo() async throws {
        let value = try await onThread {
            try withRacingThreads(of: Int?.self) { race in race.spawn { nil } }
        }
        #expect(value == nil)
    }

    /// 4.1.2, 4.1.48.
    @Test func withRacingThreads_whenAllFail_throwsAllFailures() async throws {
        let outcome = try await onThread {
            Self.outcome { () throws(ThreadFailures) in
                try withRacingThreads(of: Int.self, name: "mirror", limit: 1) { race in
                    for number in 1...3 { race.spawn { throw ScopeError(number) } }
                }
            }
        }
        #expect(outcome.error?.failures.map { ($0.error as? ScopeError)?.number } == [1, 2, 3])
        #expect(outcome.error?.failures.map(\.threadName) == ["mirror-1", "mirror-2", "mirror-3"])
    }

    /// 4.1.2: an empty list of mirrors is no reason to stop the program.
    @Test func withRacingThreads_ofNobody_throws() async throws {
        let outcome = try await onThread {
            Self.outcome { () throws(ThreadFailures) in try withRacingThreads(of: Int.self) { _ in } }
        }
        #expect(outcome.error?.failures.isEmpty == true)
        #expect(outcome.error?.deadlineHasPassed == false)
        #expect(outcome.error?.description == "no thread was started that could have succeeded")
    }

    /// 4.1.2.
    @Test func withRacingThreads_whoseDeadlinePasses_throws() async throws {
        let outcome = try await onThread {
            Self.outcome { () throws(ThreadFailures) in
                try withRacingThreads(of: Int.self, deadline: Delay.short) { race in
                    race.spawn {
                        StopToken.current.wait()
                        throw ScopeError(1)
                    }
                }
            }
        }
        #expect(outcome.error?.deadlineHasPassed == true)
        #expect(outcome.error?.failures.count == 1)
    }

    /// 4.1.2: a success is a success, however late.
    @Test func withRacingThreads_whenOneSucceedsAfterTheDeadline_returnsItsValue() async throws {
        let value = try await onThread {
            try withRacingThreads(of: Int.self, deadline: Delay.short) { race in
                race.spawn {
                    StopToken.current.wait()
                    return 7
                }
            }
        }
        #expect(value == 7)
    }

    /// 4.1.48: the body's error is not lost to a winner.
    @Test func withRacingThreads_whoseBodyThrows_throws() async throws {
        let outcome = try await onThread {
            Self.outcome { () throws(ThreadFailures) in
                try withRacingThreads(of: Int.self) { race in
                    race.spawn { 1 }
                    StopToken.current.wait()
                    throw ScopeError(2)
                }
            }
        }
        #expect(outcome.error?.only as? ScopeError == ScopeError(2))
        #expect(outcome.error?.failures.first?.isOfBody == true)
    }
}

extension Result {
    fileprivate var error: Failure? {
        guard case .failure(let error) = self else { return nil }
        return error
    }
}
