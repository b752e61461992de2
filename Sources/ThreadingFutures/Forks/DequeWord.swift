// Part of swift-threading. Apache-2.0: see LICENSE.

public import Synchronization
public import ThreadingCore

/// A word of a ``WorkDeque``, with the operations that it uses.
///
/// Two kinds exist: ``AtomicDequeWord``, which ships, and the one that an explorer substitutes for it, so that what is
/// explored is the code that ships.
@usableFromInline
protocol DequeWord: ~Copyable, SendableMetatype {
    init(_ value: Int)

    func loadRelaxed() -> Int
    func loadAcquiring() -> Int
    func storeRelaxed(_ value: Int)
    func storeReleasing(_ value: Int)

    /// Sequentially consistent; whether it was `expected`.
    func compareExchange(expected: Int, desired: Int) -> Bool

    /// Between the owner's write and its read, where the thieves pay for both: see ``WorkDeque/retract(to:)``.
    static func ownerFence()

    /// The same, wherever it is.
    static func wholeOwnerFence()

    /// Between a thief's two reads; false if there is none to be had.
    static func thiefFence() -> Bool
}

/// The word that ships.
@usableFromInline
struct AtomicDequeWord: ~Copyable, Sendable, DequeWord {
    @usableFromInline let atomic: Atomic<Int>

    @inlinable
    init(_ value: Int) { atomic = Atomic(value) }

    @inlinable @inline(__always)
    func loadRelaxed() -> Int { atomic.load(ordering: .relaxed) }

    @inlinable @inline(__always)
    func loadAcquiring() -> Int { atomic.load(ordering: .acquiring) }

    @inlinable @inline(__always)
    func storeRelaxed(_ value: Int) { atomic.store(value, ordering: .relaxed) }

    @inlinable @inline(__always)
    func storeReleasing(_ value: Int) { atomic.store(value, ordering: .releasing) }

    @inlinable @inline(__always)
    func compareExchange(expected: Int, desired: Int) -> Bool {
        atomic.compareExchange(expected: expected, desired: desired, ordering: .sequentiallyConsistent).exchanged
    }

    @inlinable @inline(__always)
    static func ownerFence() { AsymmetricFence.lightest() }

    @usableFromInline
    static func wholeOwnerFence() { AsymmetricFence.light() }

    @usableFromInline
    static func thiefFence() -> Bool { AsymmetricFence.heavy() }
}
