// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// How long a thread looks at a queue before it sleeps: longer and longer pauses, then yields.
///
/// A look at a full or empty ring takes the cache line away from the thread that works on its other side, so looks are
/// rare where there is room for a batch; and a sleeping thread needs 10-50 µs to come back, so a thread does not sleep
/// soon. Found by sweeps with two processors: nine rounds of up to 64 pauses, a few µs in all, and four yields; at a
/// capacity of one, seven rounds made a hand-over 1.6 times slower; for a ring of 1024, a first pause of 32 in place of
/// one made it 1.7 times faster. With one processor only the yields are left.
@usableFromInline
struct QueueBackoff: Sendable {
    private var round: Int
    private var extra = 0

    // Unowned, and sound: whoever waits has the queue, and the queue its events. To retain it would be two more
    // operations on a line that the other side works on.
    private unowned(unsafe) let event: QueueEvent

    private static var rounds: Int { 9 }
    private static var yields: Int { 4 }
    private static var longest: Int { 6 }

    /// - Parameters:
    ///   - event: what is slept for afterwards.
    ///   - capacity: of the queue.
    @usableFromInline
    init(_ event: QueueEvent, capacity: Int) {
        unsafe self.event = event
        round = !Spin.isUseful ? Self.rounds : capacity < 16 ? 0 : capacity == .max ? 3 : 5
    }

    /// Lets time pass.
    ///
    /// - Returns: whether to look again; false if it is time to sleep.
    @usableFromInline
    mutating func wait() -> Bool {
        if extra > 0 {
            extra -= 1
            Spin.pause(32)
            Spin.yield()
            return true
        }
        if round < Self.rounds {
            Spin.pause(1 << min(round, Self.longest))
        } else if round < Self.rounds + Self.yields {
            Spin.yield()
        } else if round == Self.rounds + Self.yields, Spin.isUseful, unsafe event.takeWokeLately() {
            extra = 40
        } else {
            return false
        }
        round += 1
        return true
    }

    /// Others work on the same words: stays away from them, longer each time.
    @usableFromInline @inline(never)
    static func stayAway(_ round: inout Int) {
        if Spin.isUseful { Spin.pause(1 << min(round, longest)) }
        round += 1
    }

    /// Another thread is in the middle of something: lets it run.
    @usableFromInline @inline(never)
    static func letOthersRun(_ round: inout Int) {
        if Spin.isUseful, round <= longest { Spin.pause(1 << round) } else { Spin.yield() }
        round += 1
    }
}
