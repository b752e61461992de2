// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import ThreadingCore

/// How many pauses those who wait for one thing make before they yield and then sleep, by what has helped lately.
///
/// A partner that runs comes within some 200 ns. One that is ready to run and has no processor comes when the thread that
/// waits for it lets go of its own, and pauses are in its way. Hence a wait that ends while it yields makes the next ones
/// pause for half as long; one that ends while it pauses doubles that again; and one that had to sleep begins anew, since
/// its partner may be one that works for some µs in between. On two processors that
/// others used, too, a rendezvous took 1.7 µs, and 7.5 µs with always the most pauses. With one processor only the yields
/// are left.
struct PauseLimit: ~Copyable, Sendable {
    /// A hint, hence relaxed everywhere.
    private let limit = Atomic(Self.most)

    /// Some 7 µs.
    private static var most: Int { 256 }

    /// Some 0.4 µs.
    private static var least: Int { 16 }

    /// How often to yield.
    static var yields: Int { 4 }

    var current: Int { Spin.isUseful ? limit.load(ordering: .relaxed) : 0 }

    /// A wait with this limit ended while it paused.
    func pausesHelped(_ used: Int) { set(min(Self.most, 2 * used), used) }

    /// It ended while it yielded.
    func yieldsHelped(_ used: Int) { set(max(Self.least, used / 2), used) }

    /// It goes to sleep.
    func nothingHelped(_ used: Int) { set(Self.most, used) }

    /// Where it stays what it is, others keep their cache line.
    private func set(_ new: Int, _ used: Int) {
        if new != used, Spin.isUseful { limit.store(new, ordering: .relaxed) }
    }

    /// Pauses and yields until the condition holds, which is looked at all the time, or it is time to sleep.
    @inline(__always)
    func pass(until condition: () -> Bool) {
        let pauses = current
        for _ in 0..<pauses {
            if condition() { return pausesHelped(pauses) }
            Spin.pause(1)
        }
        for _ in 0..<Self.yields {
            if condition() { return yieldsHelped(pauses) }
            Spin.yield()
        }
        if condition() { yieldsHelped(pauses) } else { nothingHelped(pauses) }
    }
}
