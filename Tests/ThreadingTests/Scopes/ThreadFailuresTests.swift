// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

@testable import Threading

/// How what went wrong in a scope reads.
@Suite struct ThreadFailuresTests {
    private static let one = ThreadFailure(threadName: "loader-1", error: ScopeError(1), isOfBody: false)
    private static let body = ThreadFailure(threadName: "main", error: ScopeError(2), isOfBody: true)

    /// 4.1.48.
    @Test(
        arguments: [
            ([one], false, "a thread failed: loader-1: error 1"),
            ([body], false, "a thread failed: main (the scope's body): error 2"),
            ([one, body], false, "2 threads failed:\n  loader-1: error 1\n  main (the scope's body): error 2"),
            ([], true, "the deadline passed before the last thread had ended"),
            ([one], true, "the deadline passed, and 1 failed:\n  loader-1: error 1"),
            ([], false, "no thread was started that could have succeeded"),
        ] as [([ThreadFailure], Bool, String)]
    )
    func description_saysWhoFailedAndWhy(failures: [ThreadFailure], deadlineHasPassed: Bool, text: String) {
        #expect("\(ThreadFailures(failures: failures, deadlineHasPassed: deadlineHasPassed))" == text)
    }

    /// 4.1.48.
    @Test func only_isTheErrorWhereNothingElseWentWrong() {
        #expect(ThreadFailures(failures: [Self.one], deadlineHasPassed: false).only as? ScopeError == ScopeError(1))
        #expect(ThreadFailures(failures: [Self.one], deadlineHasPassed: true).only == nil)
        #expect(ThreadFailures(failures: [Self.one, Self.one], deadlineHasPassed: false).only == nil)
        #expect(ThreadFailures(failures: [], deadlineHasPassed: true).only == nil)
    }
}
