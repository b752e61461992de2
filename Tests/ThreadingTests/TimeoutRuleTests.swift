// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// One rule for every call that waits: nil for ever, zero or less polls, too much is for ever (X1-X3, Z6).
@Suite struct TimeoutRuleTests {
    /// X2: zero or less polls, and leaves everything as it was.
    @Test(arguments: WaitingCall.all, [.zero, .nanoseconds(-1), .seconds(-1), .seconds(Int64.min)] as [Duration])
    func wait_forZeroOrLess_polls(call: WaitingCall, duration: Duration) async throws {
        let (late, after) = try await onThread {
            let attempt = call.make()
            let late = attempt.wait(duration)
            attempt.satisfy()
            // A notification is not remembered, everything else is.
            return (late, call.kind == .condition || attempt.wait(Delay.medium))
        }
        #expect(!late)
        #expect(after)
    }

    /// X1: a short wait ends, and not before its time.
    @Test(arguments: WaitingCall.all, [.nanoseconds(1), .microseconds(50), Delay.short] as [Duration])
    func wait_forATimeThatPasses_isFalseAndNotBefore(call: WaitingCall, duration: Duration) async throws {
        let (result, elapsed) = try await onThread {
            let attempt = call.make()
            let start = ContinuousClock.now
            let result = attempt.wait(duration)
            let elapsed = ContinuousClock.now - start
            attempt.satisfy()
            return (result, elapsed)
        }
        #expect(!result)
        #expect(elapsed >= duration)
    }

    /// X1: an ordinary wait ends with what it waits for.
    @Test(arguments: WaitingCall.all) func wait_forAnOrdinaryTime_whenSatisfied_isTrue(call: WaitingCall) async throws {
        let result = try await Self.satisfied(call, Delay.medium)
        #expect(result)
    }

    /// X1: `nil` waits for ever.
    @Test(arguments: WaitingCall.all.filter(\.takesNil)) func wait_forNil_waits(call: WaitingCall) async throws {
        let result = try await Self.satisfied(call, nil)
        #expect(result)
    }

    /// X3: too much is for ever.
    @Test(
        arguments: WaitingCall.all,
        [.seconds(Int64.max), .seconds(Int64.max / 1_000_000_000 + 1), .seconds(9_223_372_037)] as [Duration]
    ) func wait_forTooLong_waits(call: WaitingCall, duration: Duration) async throws {
        let result = try await Self.satisfied(call, duration)
        #expect(result)
    }

    /// X6: signals during the wait neither end it nor lengthen it.
    @Test(arguments: WaitingCall.all) func wait_withSignals_endsAtItsTime(call: WaitingCall) async throws {
        let (result, elapsed) = try await onThread {
            let attempt = call.make()
            let outcome = try Self.underSignals(call, attempt, Delay.short) { _ in }
            attempt.satisfy()
            return outcome
        }
        #expect(!result)
        #expect(elapsed >= Delay.short)
    }

    /// X6: a wait for ever that is interrupted goes on until it is satisfied.
    @Test(arguments: WaitingCall.all) func wait_withSignals_whenSatisfied_isTrue(call: WaitingCall) async throws {
        let result = try await onThread {
            let attempt = call.make()
            let wasSatisfied = Event()
            let (result, _) = try Self.underSignals(call, attempt, Delay.long) { waiter in
                waitUntilInKernel(waiter, on: call.kind)
                wasSatisfied.set()
                attempt.satisfy()
            } check: {
                // A return for no reason comes before anybody has satisfied it.
                wasSatisfied.isSet
            }
            return result
        }
        #expect(result)
    }

    /// Waits on a thread of its own, asleep when it is satisfied.
    private static func satisfied(_ call: WaitingCall, _ duration: Duration?) async throws -> Bool {
        try await onThread {
            let attempt = call.make()
            let waiter = NativeThread.spawn { attempt.wait(duration) }
            waitUntilInKernel(waiter.thread, on: call.kind)
            attempt.satisfy()
            return waiter.join()
        }
    }

    /// Waits while signals come in, some before `action` and more until the wait has ended.
    private static func underSignals(
        _ call: WaitingCall,
        _ attempt: WaitingCall.Attempt,
        _ duration: Duration,
        _ action: (NativeThread) -> Void,
        check: @escaping @Sendable () -> Bool = { true }
    ) throws -> (result: Bool, elapsed: Duration) {
        let target = Locked<SignalTarget?>(nil)
        let (isReady, isOver, mayEnd) = (Event(), Event(), Event())
        let waiter = NativeThread.spawn {
            target.withLock { $0 = SignalTarget() }
            isReady.set()
            let start = ContinuousClock.now
            let result = attempt.wait(duration) && check()
            let elapsed = ContinuousClock.now - start
            isOver.set()
            // Stays until the last signal has been sent: there must be a thread to send it to.
            mayEnd.wait()
            return (result, elapsed)
        }
        isReady.wait()
        func interrupt() {
            target.withLock { $0?.interrupt() }
            ThreadYield.yield()
        }
        for _ in 0..<20 where !isOver.isSet { interrupt() }
        action(waiter.thread)
        while !isOver.isSet { interrupt() }
        mayEnd.set()
        return waiter.join()
    }
}
