// Part of swift-threading. Apache-2.0: see LICENSE.

import CThreading
import Testing

@testable import ThreadingCore

/// One rule: nil for ever, zero or less polls, too large is for ever.
@Suite struct DeadlineTests {
    /// X1.
    @Test func after_nil_isNever() {
        #expect(Deadline(after: nil).nanoseconds == .max)
    }

    /// X2.
    @Test(arguments: [.zero, .nanoseconds(-1), .seconds(-1), .seconds(Int64.min)] as [Duration])
    func after_zeroOrLess_isImmediate(duration: Duration) {
        #expect(Deadline(after: duration) == .immediate)
        #expect(Deadline(after: duration).isImmediate)
        #expect(Deadline(after: duration).hasPassed)
    }

    /// X3: the clock's own end, what its signed seconds hold, and what a `Duration` holds beyond both.
    @Test(
        arguments: [
            .seconds(Int64.max), .seconds(Int64.max / 1_000_000_000), .seconds(10_000_000_000),
            Duration(secondsComponent: Int64.max, attosecondsComponent: 999_999_999_999_999_999),
        ] as [Duration]
    ) func after_moreThanTheClockHolds_isNever(duration: Duration) {
        #expect(Deadline(after: duration).nanoseconds == .max)
        #expect(!Deadline(after: duration).hasPassed)
    }

    /// X3: a duration counts attoseconds in 128 bits, more seconds than 64 bits hold.
    @Test func after_moreSecondsThan64Bits_isNever() async {
        await #expect(processExitsWith: .success) {
            let duration = Duration.seconds(Int64.max) + .seconds(Int64.max)
            precondition(Deadline(after: duration).nanoseconds == .max)
            precondition(Deadline(after: .zero - duration) == .immediate)
        }
    }

    /// X2: however short, it is a wait and not a poll.
    @Test(
        arguments: [.nanoseconds(1), Duration(secondsComponent: 0, attosecondsComponent: 1)] as [Duration]
    ) func after_theShortest_isRoundedUpToANanosecond(duration: Duration) {
        let before = ct_now()
        let deadline = Deadline(after: duration)
        #expect(!deadline.isImmediate)
        #expect(deadline.nanoseconds > before)
    }

    /// X1, X2: to the nanosecond, rounded up, by a clock that stands still.
    @Test(
        arguments: [
            (0, 1, 1), (0, 999_999_999, 1), (0, 1_000_000_000, 1), (0, 1_000_000_001, 2), (1, 0, 1_000_000_000),
            (3, 1, 3_000_000_001),
        ] as [(Int64, Int64, UInt64)]
    ) func after_anyDuration_isRoundedUp(seconds: Int64, attoseconds: Int64, nanoseconds: UInt64) {
        let seam = RecordingSeam()
        let deadline = Seam.withSeam(seam) {
            Deadline(after: Duration(secondsComponent: seconds, attosecondsComponent: attoseconds))
        }
        #expect(deadline.nanoseconds == seam.time + nanoseconds)
    }

    /// X1, X4: absolute, on the monotonic clock.
    @Test(
        arguments: [.milliseconds(1), .seconds(1), .seconds(86_400), .nanoseconds(1_500_000_001)] as [Duration]
    ) func after_anOrdinaryDuration_isThatFarFromNow(duration: Duration) {
        let before = ct_now()
        let deadline = Deadline(after: duration)
        let after = ct_now()
        let (seconds, attoseconds) = duration.components
        let length = UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
        #expect((before + length...after + length).contains(deadline.nanoseconds))
    }

    /// X1.
    @Test func hasPassed_atOrAfterTheMoment_isTrue() {
        #expect(Deadline(nanoseconds: 1).hasPassed)
        #expect(Deadline(nanoseconds: ct_now()).hasPassed)
        #expect(!Deadline(nanoseconds: ct_now() + 3_600_000_000_000).hasPassed)
        #expect(!Deadline.never.hasPassed)
    }

    /// X2.
    @Test func instant_thatHasPassed_isImmediate() {
        #expect(Deadline(ContinuousClock.now) == .immediate)
        #expect(Deadline(ContinuousClock.now.advanced(by: .seconds(-1))) == .immediate)
    }

    /// X3.
    @Test func instant_beyondTheClock_isNever() {
        #expect(Deadline(ContinuousClock.now.advanced(by: .seconds(Int64.max))).nanoseconds == .max)
    }

    /// X1: the distance counts, not the clock.
    @Test func instant_ahead_isAsFarAheadOnTheMonotonicClock() {
        let before = ct_now()
        let deadline = Deadline(ContinuousClock.now.advanced(by: .seconds(3_600)))
        let after = ct_now()
        // What passed between the two looks at the two clocks may be missing.
        #expect(deadline.nanoseconds <= after + 3_600_000_000_000)
        #expect(deadline.nanoseconds + (after - before) >= before + 3_600_000_000_000)
    }
}
