// Part of swift-threading. Apache-2.0: see LICENSE.

public import CThreading

/// Waiting for a short while, and for less where others keep the processors busy.
extension Spin {
    /// Spins until `condition` holds, some 6 µs and ten yields at the most, and longer where somebody was woken.
    ///
    /// A yield gives the processor to others. Where those are not the threads that this one waits for, it may come back
    /// only after some milliseconds, and a thread that sleeps comes back sooner. So a long yield is the last, and for
    /// the next 10 ms no thread of the process that waits here yields.
    ///
    /// - Parameters:
    ///   - pausing: whether to spin before the yields: not where a processor is wanted by those who are waited for.
    ///   - condition: what is waited for.
    /// - Returns: whether it came to hold.
    @inlinable @inline(__always)
    package static func patiently(pausing: Bool, until condition: () -> Bool) -> Bool {
        var pauses = pausing && isUseful ? 200 : 0
        while pauses > 0 {
            if condition() { return true }
            ct_pause()
            pauses &-= 1
        }
        return yielding(until: condition) || (pausing && untilWokenOneComes(condition))
    }

    @usableFromInline @inline(never)
    static func yielding(until condition: () -> Bool) -> Bool {
        var now = ct_now()
        var yields = now < ct_no_yields_before() ? 0 : 10
        while yields > 0 {
            if condition() { return true }
            ct_yield()
            yields &-= 1
            let before = now
            now = ct_now()
            if now &- before > longYield {
                ct_set_no_yields_before(now &+ timeWithoutYields)
                break
            }
        }
        return condition()
    }

    /// Some eight threads that each do a little before they sleep take less.
    private static var longYield: UInt64 { 200_000 }
    private static var timeWithoutYields: UInt64 { 10_000_000 }
}
