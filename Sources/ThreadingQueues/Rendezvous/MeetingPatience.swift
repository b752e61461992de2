// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import ThreadingCore

/// How long those who wait in a ``MeetingPlace`` look about before they sleep: pauses, then a few yields.
///
/// A partner that runs comes within some 200 ns; one that was woken needs 10-50 µs. One that is ready to run and has no
/// processor comes when this thread lets go of its own, and pauses are in its way. Hence a wait that ends while it yields
/// makes the next ones pause for half as long, down to 0.4 µs; one that ends while it pauses doubles that again, up to
/// 7 µs; and one that had to sleep begins anew, since its partner may be one that works for some µs in between.
/// Where two threads shared one of two processors, a hand-over took 1.7 µs, and 7.5 µs with always the longest pause.
/// With one processor only the yields are left.
struct MeetingPatience: ~Copyable, Sendable {
    /// A hint, hence relaxed everywhere.
    private let pauses = Atomic(Self.most)

    private static var most: Int { 256 }
    private static var least: Int { 16 }
    private static var yields: Int { 4 }

    /// Passes time until the condition holds, or it is time to sleep.
    @inline(__always)
    func pass(until condition: () -> Bool) {
        let limit = pauses.load(ordering: .relaxed)
        if Spin.isUseful {
            for _ in 0..<limit {
                if condition() { return set(min(Self.most, 2 * limit), was: limit) }
                Spin.pause(1)
            }
        }
        for _ in 0..<Self.yields {
            Spin.yield()
            if condition() { return set(max(Self.least, limit / 2), was: limit) }
        }
        set(Self.most, was: limit)
    }

    /// Where it is the same, others keep their cache line.
    private func set(_ new: Int, was old: Int) {
        if new != old { pauses.store(new, ordering: .relaxed) }
    }
}
