// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization

/// A word of a ``PoolGate``, with the operations that it uses, each of them sequentially consistent.
///
/// Two kinds exist: ``AtomicPoolWord``, which ships, and the one that an explorer substitutes for it, so that what is
/// explored is the code that ships.
protocol PoolWord: ~Copyable, SendableMetatype {
    init(_ value: UInt)

    func load() -> UInt
    func exchange(_ value: UInt) -> UInt
    func compareExchange(expected: UInt, desired: UInt) -> (exchanged: Bool, original: UInt)
}

/// The word that ships.
struct AtomicPoolWord: ~Copyable, PoolWord {
    private let atomic: Atomic<UInt>

    init(_ value: UInt) { atomic = Atomic(value) }

    @inline(__always)
    func load() -> UInt { atomic.load(ordering: .sequentiallyConsistent) }

    @inline(__always)
    func exchange(_ value: UInt) -> UInt { atomic.exchange(value, ordering: .sequentiallyConsistent) }

    @inline(__always)
    func compareExchange(expected: UInt, desired: UInt) -> (exchanged: Bool, original: UInt) {
        atomic.compareExchange(expected: expected, desired: desired, ordering: .sequentiallyConsistent)
    }
}
