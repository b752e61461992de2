// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// The moment at which a wait gives up, in nanoseconds of the monotonic clock.
///
/// One rule for the whole package: no duration waits for ever, zero or less polls, and more than
/// the clock can hold waits for ever, too. A deadline is absolute, so a wait that is interrupted
/// or that loses a race goes on with what is left instead of starting anew.
///
/// A wait that has one may answer «no», so it also ends when the calling thread is asked to stop, as if its time
/// were over; see ``StopState``. ``never`` and ``immediate`` take no heed: the one promises, the other does not wait.
package struct Deadline: Sendable, Equatable {
    package let nanoseconds: UInt64

    /// Whether a request to stop ends the wait, too.
    package let heedsStop: Bool

    /// Waits for ever.
    @inlinable package static var never: Deadline { Deadline(nanoseconds: .max) }

    /// Does not wait at all.
    @inlinable package static var immediate: Deadline { Deadline(nanoseconds: 0) }

    @inlinable
    package init(nanoseconds: UInt64, heedsStop: Bool = false) {
        self.nanoseconds = nanoseconds
        self.heedsStop = heedsStop
    }

    /// The deadline a duration from now; `nil` is never.
    package init(after duration: Duration?, heedsStop: Bool = true) {
        let never = Deadline(nanoseconds: .max, heedsStop: heedsStop)
        guard let duration else {
            self = never
            return
        }
        guard duration > .zero else {
            self = .immediate
            return
        }
        // Compared before it is taken apart: a duration holds more seconds than `components` can give.
        guard duration < .nanoseconds(Int64.max) else {
            self = never
            return
        }
        let (seconds, attoseconds) = duration.components
        // Rounded up: one attosecond is a wait, however short, and not a poll.
        let length = UInt64(seconds) * 1_000_000_000 + UInt64((attoseconds + 999_999_999) / 1_000_000_000)
        let (end, tooLate) = MonotonicTime.now.addingReportingOverflow(length)
        // Beyond what the system's signed seconds hold is for ever as well.
        self = tooLate || end > UInt64(Int64.max) ? never : Deadline(nanoseconds: end, heedsStop: heedsStop)
    }

    /// The deadline at an instant of the continuous clock, which also runs while the machine sleeps.
    ///
    /// The waits below do not, so the distance is what counts. On a thread that an explorer runs, in whole
    /// milliseconds: how long the test took to come here is not to make a difference.
    package init(_ instant: ContinuousClock.Instant) {
        let distance = ContinuousClock.now.duration(to: instant)
        guard Seam.current != nil, distance > .zero, distance < .seconds(Int64.max / 1_000_000) else {
            self.init(after: distance)
            return
        }
        let (seconds, attoseconds) = distance.components
        let milliseconds = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        self.init(after: .seconds(seconds) + .milliseconds(milliseconds))
    }

    /// Whether the wait may end without what it waits for.
    package var canPass: Bool { nanoseconds != .max || (heedsStop && StopState.current != nil) }

    /// Whether the wait only looks.
    @inlinable package var isImmediate: Bool { nanoseconds == 0 }

    /// Whether it is over.
    package var hasPassed: Bool {
        isImmediate || (nanoseconds != .max && nanoseconds <= MonotonicTime.now)
    }
}

/// The clock that deadlines are told in: virtual on a thread that an explorer runs.
package enum MonotonicTime {
    /// Nanoseconds since some moment before the process began.
    package static var now: UInt64 {
        Seam.current?.now() ?? ct_now()
    }
}
