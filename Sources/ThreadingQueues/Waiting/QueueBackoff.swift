// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// How long a thread looks at a queue before it sleeps: longer and longer pauses, then yields.
///
/// A look at a full or empty ring takes the cache line away from the thread that works on its other side, so looks are
/// rare where there is room for a batch; and a sleeping thread needs 10-50 µs to come back, so a thread does not sleep
/// soon. Found by sweeps on two processors that others used, too: two rounds of each length, up to 64 pauses (one round of each: 6 % slower
/// at a capacity of one), 7 µs in all (half of that: 1.6 times slower), where that helps, see ``PauseLimit``; for a ring
/// of 1024, a first pause of 32 in place of one made it 1.7 times faster.
@safe
@usableFromInline
struct QueueBackoff: Sendable {
    private var round: Int

    /// How many pauses are left, of how many.
    private var left: Int
    private let limit: Int
    private var yields = 0

    /// Until when somebody whom this thread has woken may be on the way.
    private var end: UInt64 = 0

    // Unmanaged, and sound: whoever waits has the queue, and the queue its events. To retain it, as an unowned reference
    // does for each use, would be two operations on a line that the other side looks at.
    private let event: Unmanaged<QueueEvent>

    private static var longest: Int { 6 }

    /// - Parameters:
    ///   - event: what is slept for afterwards.
    ///   - capacity: of the queue.
    @usableFromInline
    init(_ event: Unmanaged<QueueEvent>, capacity: Int) {
        unsafe self.event = event
        limit = unsafe event._withUnsafeGuaranteedRef { $0.pauseLimit.current }
        left = limit
        round = capacity < 16 ? 0 : capacity == .max ? 6 : 10
    }

    /// Lets time pass.
    ///
    /// - Returns: whether to look again; false if it is time to sleep.
    @usableFromInline
    mutating func wait() -> Bool {
        if left > 0 {
            let count = 1 << min(round / 2, Self.longest)
            Spin.pause(count)
            left -= count
            round += 1
            return true
        }
        if yields < PauseLimit.yields {
            yields += 1
            Spin.yield()
            return true
        }
        if yields == PauseLimit.yields {
            yields += 1
            unsafe event._withUnsafeGuaranteedRef { $0.pauseLimit.nothingHelped(limit) }
            end = Spin.takeTimeOfWoken()
        }
        if end == 0 { return false }
        if MonotonicTime.now >= end {
            end = 0
            Spin.noteWoken(came: false)
            return false
        }
        Spin.pause(32)
        Spin.yield()
        return true
    }

    /// The wait is over, and was of use.
    @usableFromInline
    func succeeded() {
        unsafe event._withUnsafeGuaranteedRef { event in
            if yields == 0 {
                event.pauseLimit.pausesHelped(limit)
            } else if yields <= PauseLimit.yields {
                event.pauseLimit.yieldsHelped(limit)
            } else if end != 0 {
                Spin.noteWoken(came: true)
            }
        }
    }

    /// Another thread is in the middle of something: lets it run.
    @usableFromInline @inline(never)
    static func letOthersRun(_ round: inout Int) {
        if Spin.isUseful, round <= longest { Spin.pause(1 << round) } else { Spin.yield() }
        round += 1
    }
}
