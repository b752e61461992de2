// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import ThreadingCore

/// How long a thread stays away from one end of a queue where another was in its way.
///
/// Two that put all the time change one word in turn, and each change takes the word's cache line away from the other:
/// some 100 ns, where a put that nobody disturbs takes 10. So a thread that collides soon after the last
/// collision, its own or another's, leaves the end to the others for so long that they do hundreds of operations (the
/// time rule of ``LockAlgorithm``). Where threads work between their operations collisions are rare, and
/// then a few pauses are enough. Measured with 16 that put and 16 that take on two processors: 52 ns an element, and 26.
struct Collisions: ~Copyable, Sendable {
    /// When there was one last, in nanoseconds; a hint, hence relaxed everywhere.
    private let last = Atomic<UInt32>(0)

    /// Longer than the time away: whoever comes back and collides at once has learned that nothing has changed.
    private static var soon: UInt32 { 6_000 }
    private static var away: UInt64 { 4_000 }
    private static var longest: Int { 6 }
    private static var enough: Int { 16 }

    /// The caller was in the way of others, or they in its way.
    ///
    /// - Parameters:
    ///   - round: how often in a row; counts up.
    ///   - room: how many elements the queue has room for. With little, the others soon wait for this thread.
    func stayAway(_ round: inout Int, room: Int) {
        defer { round += 1 }
        guard Spin.isUseful else { return }
        guard room >= Self.enough else { return Spin.pause(1 << min(round, Self.longest)) }
        let now = MonotonicTime.now
        let time = UInt32(truncatingIfNeeded: now)
        let isSoon = time &- last.load(ordering: .relaxed) < Self.soon
        last.store(time, ordering: .relaxed)
        if isSoon { Spin.pause(untilNanoseconds: now &+ Self.away) } else { Spin.pause(1 << min(round, Self.longest)) }
    }
}
