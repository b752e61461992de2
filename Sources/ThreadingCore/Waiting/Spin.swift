// Part of swift-threading. Apache-2.0: see LICENSE.

public import CThreading

/// Waiting for a short while without sleeping.
///
/// A sleeping thread needs 10-50 µs to come back, a spinning one some 50 ns. With one processor the
/// other side cannot run while this one spins, so there only the yields are left: there, a yield is a
/// direct switch to the other side (2.7 µs a round trip where sleep and wake take 4.2).
@usableFromInline
package enum Spin: Sendable {
    /// Spins until `condition` holds, some 6 µs and ten yields at the most, and longer where this thread has woken
    /// another a moment ago, see ``untilWokenOneComes(_:)``; whether it came to hold.
    @inline(__always)
    package static func until(_ condition: () -> Bool) -> Bool {
        var pauses = ct_usable_processors() > 1 ? 200 : 0
        while pauses > 0 {
            if condition() { return true }
            ct_pause()
            pauses &-= 1
        }
        var yields = 10
        while yields > 0 {
            if condition() { return true }
            ct_yield()
            yields &-= 1
        }
        return condition() || untilWokenOneComes(condition)
    }

    /// Whether other threads can make progress while this one spins.
    @inlinable package static var isUseful: Bool { ct_usable_processors() > 1 }

    @inlinable
    package static func pause(_ count: Int) {
        var left = count
        while left > 0 {
            ct_pause()
            left &-= 1
        }
    }

    /// Pauses until the clock reads `end`; by time and not by count, since the length of one
    /// pause differs tenfold between processors.
    static func pause(untilNanoseconds end: UInt64) {
        repeat { ct_pause() } while ct_now() < end
    }

    @inlinable package static func yield() { ct_yield() }
}
