// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// Two bodies at once, which use what the caller has.
@Suite struct ConcurrentlyTests {
    private struct Ticket: ~Copyable, Sendable { let number: Int }

    /// 4.1.1: they read parameters, spans, and what cannot be copied.
    @Test func concurrently_readsWhatTheCallerBorrows() async throws {
        func read(_ numbers: Span<Int>, _ ticket: borrowing Ticket, _ factor: Int) -> (Int, Int) {
            concurrently({ numbers[0] * factor }, { numbers[1] * ticket.number })
        }
        let (one, two) = try await onThread { read([3, 5].span, Ticket(number: 7), 2) }
        #expect(one == 6)
        #expect(two == 35)
    }

    /// 4.1.1: at the same time, the first on the calling thread.
    @Test func concurrently_runsTheFirstOnTheCallerAndTheSecondBeside() async throws {
        let (caller, one, two) = try await onThread {
            let (there, back) = (Event(), Event())
            let names = concurrently(
                name: "pair",
                {
                    there.set()
                    back.wait()
                    return NativeThread.current.name
                },
                {
                    there.wait()
                    back.set()
                    return NativeThread.current.name
                }
            )
            return (NativeThread.current.name, names.0, names.1)
        }
        #expect(one == caller)
        #expect(two == "pair-1")
    }

    /// 4.1.1, 4.1.3: one fails, the other is asked to stop and joined, both are told.
    @Test(arguments: [true, false]) func concurrently_whenOneFails_stopsTheOther(isFirst: Bool) async throws {
        let error = try await onThread {
            ThrowingThreadsTests.failures { () throws(ThreadFailures) in
                let fail: @Sendable () throws -> Int = { throw ScopeError(1) }
                let wait: @Sendable () throws -> Int = {
                    if !Event().wait(for: nil) { throw ScopeError(2) }
                    return 0
                }
                try concurrently(isFirst ? fail : wait, isFirst ? wait : fail)
            }
        }
        #expect(error?.failures.map { $0.error as? ScopeError } == [ScopeError(1), ScopeError(2)])
        #expect(error?.failures.map(\.isOfBody) == (isFirst ? [true, false] : [false, true]))
    }

    /// 4.1.1.
    @Test func concurrently_ofBodiesThatMayThrow_returnsBothValues() async throws {
        let (one, two) = try await onThread {
            try concurrently({ try Result<Int, any Error>.success(1).get() }, { "two" })
        }
        #expect(one == 1)
        #expect(two == "two")
    }

    /// 4.1.1: each changes its own variable, in place.
    @Test func concurrently_changesTwoVariables() async throws {
        func sort(_ left: inout [Int], _ right: inout [Int]) -> (Int?, Int?) {
            concurrently(
                &left,
                {
                    $0.sort()
                    return $0.first
                },
                &right,
                {
                    $0.sort()
                    return $0.first
                }
            )
        }
        let (left, right, least) = try await onThread {
            var (left, right) = ([3, 1, 2], [6, 4, 5])
            let least = sort(&left, &right)
            return (left, right, [least.0, least.1])
        }
        #expect(left == [1, 2, 3])
        #expect(right == [4, 5, 6])
        #expect(least == [1, 4])
    }

    /// 4.1.1: also what cannot be copied; and a failure leaves what was changed.
    @Test func concurrently_whenAChangeFails_throwsAndLeavesWhatWasChanged() async throws {
        struct Counter: ~Copyable, Sendable { var count = 0 }
        let (error, one, two) = try await onThread {
            var one = 0
            var two = Counter()
            let error = ThrowingThreadsTests.failures { () throws(ThreadFailures) in
                try concurrently(
                    &one,
                    { $0 = 5 },
                    &two,
                    {
                        $0.count = 6
                        throw ScopeError(1)
                    }
                )
            }
            return (error, one, two.count)
        }
        #expect(error?.only as? ScopeError == ScopeError(1))
        #expect(one == 5)
        #expect(two == 6)
    }

    /// 4.1.1: where the compiler cannot see that both are one variable, the running program does.
    @Test func concurrently_onOneVariableUnderTwoNames_stopsTheProgram() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            final class Account { var balance = 0 }
            blocking {
                let account = Account()
                let same = [account, account]
                concurrently(&same[0].balance, { $0 += 1 }, &same[1].balance, { $0 += 1 })
            }
        }
        #expect(result.errorText.contains("Simultaneous accesses"))
    }
}
