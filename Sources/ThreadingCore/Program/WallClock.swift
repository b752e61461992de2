// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// The time of day, for people who compare what they read with a log.
///
/// Nothing waits by it.
package enum WallClock {
    /// Since the beginning of 1970, UTC.
    package static var now: Duration {
        var nanoseconds: UInt32 = 0
        let seconds = unsafe ct_wall_seconds(&nanoseconds)
        return .seconds(seconds) + .nanoseconds(Int64(nanoseconds))
    }
}
