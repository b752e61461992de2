// Part of swift-threading. Apache-2.0: see LICENSE.

public import Synchronization

/// How many pauses those who wait for one thing make before they yield and then sleep, by what has helped lately.
///
/// A partner that runs comes within some 200 ns. One that is ready to run and has no processor comes when the thread that
/// waits for it lets go of its own, and pauses are in its way. Hence a wait that ends while it yields makes the next ones
/// pause for half as long; one that ends while it pauses doubles that again; and one that had to sleep begins anew, since
/// its partner may be one that works for some µs in between. On two processors that
/// others used, too, a rendezvous took 1.7 µs, and 7.5 µs with always the most pauses. With one processor only the yields
/// are left.
@usableFromInline
package struct PauseLimit: ~Copyable, Sendable {
    /// A hint, hence relaxed everywhere.
    @usableFromInline let limit = Atomic(Self.most)

    @inlinable
    package init() {}

    /// Some 7 µs.
    @usableFromInline static var most: Int { 256 }

    /// Some 0.4 µs.
    private static var least: Int { 16 }

    /// How often to yield, where a wake-up is to come soon.
    @inlinable package static var yields: Int { 4 }

    @inlinable package var current: Int { Spin.isUseful ? limit.load(ordering: .relaxed) : 0 }

    /// A wait with this limit ended while it paused.
    @inlinable
    package func pausesHelped(_ used: Int) { if used < Self.most { set(min(Self.most, 2 * used), used) } }

    /// It ended while it yielded.
    @usableFromInline
    package func yieldsHelped(_ used: Int) { set(max(Self.least, used / 2), used) }

    /// It goes to sleep.
    @usableFromInline
    package func nothingHelped(_ used: Int) { set(Self.most, used) }

    /// Where it stays what it is, others keep their cache line.
    @usableFromInline
    func set(_ new: Int, _ used: Int) {
        if new != used, Spin.isUseful { limit.store(new, ordering: .relaxed) }
    }

    /// Pauses and yields until the condition holds, which is looked at all the time, or it is time to sleep.
    ///
    /// - Parameters:
    ///   - yields: how often to yield.
    ///   - condition: what is waited for.
    /// - Returns: whether it came to hold.
    @inlinable @inline(__always) @discardableResult
    package func pass(yields: Int = Self.yields, until condition: () -> Bool) -> Bool {
        let pauses = current
        for _ in 0..<pauses {
            if condition() {
                pausesHelped(pauses)
                return true
            }
            Spin.pause(1)
        }
        for _ in 0..<yields {
            if condition() {
                yieldsHelped(pauses)
                return true
            }
            Spin.yield()
        }
        if condition() {
            yieldsHelped(pauses)
            return true
        }
        if Spin.untilWokenOneComes(condition) { return true }
        nothingHelped(pauses)
        return false
    }
}
