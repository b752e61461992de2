// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import ThreadingCore

/// The meetings of a ``Barrier`` that has no action, in one word: a thread arrives by one exchange, and the last releases
/// the others by another.
///
///     bits 0-31   the round, which is what threads sleep on
///     bits 32-61  how many have arrived in it
///     bit 62      somebody may sleep
///     bit 63      broken: nobody may arrive
///
///     arrived n → n + 1         a thread comes
///     parties - 1 → round + 1   the last comes, and releases the others
///     any → round + 1           the round is broken, or the barrier begins anew
///
/// A thread leaves when the round is no longer its own. It was released then, unless its round is among those that
/// were broken: these are kept, under a lock, until all their threads have left. `hasBroken` is set before the round of such
/// a thread ends, and for as long as it is here, so that nobody else has to take the lock.
final class BarrierMeeting<Word: BarrierWord & ~Copyable>: @unchecked Sendable {
    // Unchecked: `broken` is guarded by `lock`.

    private let parties: Int
    private let lock = LockWord()

    /// Rounds that were broken, and how many of their threads have not left yet.
    private var broken: [UInt32: Int] = [:]

    /// Whether there are any.
    ///
    /// Relaxed: changed under the lock; and who is of a broken round has seen the end of it, by an acquiring operation,
    /// which came after this was set.
    private let hasBroken = Atomic(false)

    // What is changed by each thread that comes is on a line of its own.
    private let before = CacheLine()
    private let state = Word(0)
    private let after = CacheLine()

    private static var oneArrival: UInt64 { 1 << 32 }
    private static var sleepersBit: UInt64 { 1 << 62 }
    private static var brokenBit: UInt64 { 1 << 63 }

    /// The largest number of parties.
    static var mostParties: Int { 1 << 30 - 1 }

    init(parties: Int) {
        self.parties = parties
    }

    private static func round(_ state: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: state) }
    private static func arrived(_ state: UInt64) -> Int { Int(state >> 32 & 0x3fff_ffff) }

    /// The next round, which nobody has come to.
    private static func next(_ state: UInt64) -> UInt64 { UInt64(round(state) &+ 1) }

    var waitingCount: Int { Self.arrived(state.load()) }

    var isBroken: Bool { state.load() & Self.brokenBit != 0 }

    func wait(until deadline: Deadline) throws(BarrierError) -> Int {
        var seen = state.loadForChange()
        while true {
            if seen & Self.brokenBit != 0 { throw .broken }
            let isLast = Self.arrived(seen) + 1 == parties
            // Releasing: what this thread did is for the others to read; acquiring, so that the last passes on what all
            // did before it.
            let result = state.compareExchange(
                expected: seen,
                desired: isLast ? Self.next(seen) : seen &+ Self.oneArrival
            )
            if result.exchanged {
                if !isLast {
                    try follow(Self.round(seen), until: deadline)
                } else if seen & Self.sleepersBit != 0 {
                    state.wakeAll()
                }
                return Self.arrived(seen)
            }
            seen = result.original
        }
    }

    private func follow(_ round: UInt32, until deadline: Deadline) throws(BarrierError) {
        if deadline.isImmediate {
            end(round, breaking: true)
        } else if !Word.spin(beside: parties - 1, until: { Self.round(state.load()) != round }) {
            sleep(round, until: deadline)
        }
        if hasBroken.load(ordering: .relaxed), leaveBroken(round) { throw .broken }
    }

    /// Until the round is over, or the deadline, which ends it.
    private func sleep(_ round: UInt32, until deadline: Deadline) {
        var seen = state.load()
        while Self.round(seen) == round {
            // In the same word as the round: whoever ends it sees this, or is before it, and then there is no sleep.
            if seen & Self.sleepersBit == 0,
                !state.compareExchange(expected: seen, desired: seen | Self.sleepersBit).exchanged
            {
                seen = state.load()
                continue
            }
            if case .timedOut = state.sleep(while: round, until: deadline) { end(round, breaking: true) }
            seen = state.load()
        }
    }

    func reset() { end(nil, breaking: false) }

    func abort() { end(nil, breaking: true) }

    // MARK: Broken rounds

    /// Turns away who waits.
    ///
    /// - Parameters:
    ///   - round: the one that is to end, if it has not ended already; else the one that there is.
    ///   - isBreaking: whether those who come are turned away, too.
    private func end(_ round: UInt32?, breaking isBreaking: Bool) {
        lock.lock()
        defer { lock.unlock() }
        hasBroken.store(true, ordering: .relaxed)
        var seen = state.load()
        while round == nil || Self.round(seen) == round {
            let result = state.compareExchange(
                expected: seen,
                desired: Self.next(seen) | (isBreaking ? Self.brokenBit : 0)
            )
            if result.exchanged {
                if Self.arrived(seen) > 0 { broken[Self.round(seen)] = Self.arrived(seen) }
                if seen & Self.sleepersBit != 0 { state.wakeAll() }
                break
            }
            seen = result.original
        }
        hasBroken.store(!broken.isEmpty, ordering: .relaxed)
    }

    /// Whether the round of the caller was broken; it is the caller's no longer.
    private func leaveBroken(_ round: UInt32) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        guard let left = broken[round] else { return false }
        broken[round] = left > 1 ? left - 1 : nil
        hasBroken.store(!broken.isEmpty, ordering: .relaxed)
        return true
    }
}
