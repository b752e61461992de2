// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization

/// How long a thread stays away from words where others were in its way.
///
/// Two threads that change one word all the time take its cache line away from each other: some 100 ns a change, where
/// one that nobody disturbs takes 10. So a thread that collides soon after the last collision, its own or another's,
/// leaves the word to the others for so long that they do hundreds of operations: the time rule of ``LockAlgorithm``, for what
/// has no holder. Where threads work between their operations collisions are rare, and a few pauses are enough.
///
/// Measured on two processors: a queue between 16 that put and 16 that take, 52 ns an element without it, 26 with it; a
/// read-write lock of four threads with every tenth section writing, 29 and 22.
package struct Collisions: ~Copyable, Sendable {
    /// When there was one last, in nanoseconds; a hint, hence relaxed everywhere.
    private let last = Atomic<UInt32>(0)

    /// Longer than the time away: whoever comes back and collides at once has learned that nothing has changed.
    private static var soon: UInt32 { 6_000 }
    private static var away: UInt64 { 4_000 }

    package init() {}

    /// The caller was in the way of others, or they in its way: lets some time pass.
    ///
    /// - Parameter pauses: how many are enough where it happens rarely.
    package func stayAway(pausing pauses: Int) {
        guard Spin.isUseful else { return }
        let now = MonotonicTime.now
        let time = UInt32(truncatingIfNeeded: now)
        let isSoon = time &- last.load(ordering: .relaxed) < Self.soon
        last.store(time, ordering: .relaxed)
        if isSoon { Spin.pause(untilNanoseconds: now &+ Self.away) } else { Spin.pause(pauses) }
    }
}
