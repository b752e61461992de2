// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading

/// Waiting for a thread that the calling one has woken.
///
/// A thread that was woken needs 10-50 µs to come. Who goes to sleep meanwhile must be woken in its turn, and then finds the
/// other asleep, and so on: two that hand something over and back fall into that by chance, and do not get out of it. So
/// who is about to sleep, and has woken somebody a moment ago, stays awake for as long as that one may be on its way. Where
/// that was in vain, the next wake-ups are passed over, one, three, seven and then fifteen at a time, so that a thread
/// whose partners are slow spends some 4 µs more for each. Measured on two processors, hand-overs there and back: conditions
/// 7.0 µs without this and 1.0 with it, semaphores 1.5 and 0.4, a rendezvous 4.7 and 0.6 an element.
extension Spin {
    /// The calling thread has woken another.
    static func hasWoken() {
        guard isUseful else { return }
        let rest = ct_passed_wakes(0)
        if rest > 0 { return ct_set_passed_wakes(0, rest - 1) }
        ct_set_wakes_until(ct_now() &+ timeToWake)
    }

    /// Until when somebody is on the way, asked once: zero if nobody is, and when it is asked again.
    package static func takeTimeOfWoken() -> UInt64 {
        let end = ct_wakes_until()
        if end != 0 { ct_set_wakes_until(0) }
        return end
    }

    /// What was waited for until that time has come, or has not.
    package static func noteWoken(came: Bool) {
        let passed = came ? 0 : min(2 * ct_passed_wakes(1) + 1, mostPassed)
        ct_set_passed_wakes(0, passed)
        ct_set_passed_wakes(1, passed)
    }

    /// Waits for as long as somebody whom the calling thread has woken may be on the way.
    ///
    /// - Returns: whether the condition came to hold; false at once where nobody is on the way.
    @usableFromInline @inline(never)
    package static func untilWokenOneComes(_ condition: () -> Bool) -> Bool {
        let end = takeTimeOfWoken()
        if end == 0 { return false }
        while ct_now() < end {
            if condition() {
                noteWoken(came: true)
                return true
            }
            pause(16)
            yield()
        }
        noteWoken(came: false)
        return condition()
    }

    private static var timeToWake: UInt64 { 60_000 }
    private static var mostPassed: UInt32 { 15 }
}
