// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import ThreadingCore

/// A word of a ``WorkDeque``, with the operations that it uses.
///
/// Two kinds exist: ``AtomicDequeWord``, which ships, and the one that an explorer substitutes for it, so that what is
/// explored is the code that ships.
protocol DequeWord: ~Copyable, SendableMetatype {
    init(_ value: Int)

    func loadRelaxed() -> Int
    func loadAcquiring() -> Int
    func storeRelaxed(_ value: Int)
    func storeReleasing(_ value: Int)

    /// Sequentially consistent; whether it was `expected`.
    func compareExchange(expected: Int, desired: Int) -> Bool

    /// Between the owner's write and its read.
    static func ownerFence()

    /// Between a thief's two reads; false if there is none to be had.
    static func thiefFence() -> Bool
}

/// The word that ships.
struct AtomicDequeWord: ~Copyable, DequeWord {
    private let atomic: Atomic<Int>

    init(_ value: Int) { atomic = Atomic(value) }

    @inline(__always)
    func loadRelaxed() -> Int { atomic.load(ordering: .relaxed) }

    @inline(__always)
    func loadAcquiring() -> Int { atomic.load(ordering: .acquiring) }

    @inline(__always)
    func storeRelaxed(_ value: Int) { atomic.store(value, ordering: .relaxed) }

    @inline(__always)
    func storeReleasing(_ value: Int) { atomic.store(value, ordering: .releasing) }

    @inline(__always)
    func compareExchange(expected: Int, desired: Int) -> Bool {
        atomic.compareExchange(expected: expected, desired: desired, ordering: .sequentiallyConsistent).exchanged
    }

    @inline(__always)
    static func ownerFence() { AsymmetricFence.light() }

    static func thiefFence() -> Bool { AsymmetricFence.heavy() }
}
