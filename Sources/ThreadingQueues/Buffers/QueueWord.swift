// Part of swift-threading. Apache-2.0: see LICENSE.

public import Synchronization

/// A number that the threads of a lock-free buffer share, with the operations that the buffers use.
///
/// Two kinds of words exist: the atomic that ships, and the one that an explorer of interleavings has in its place. The
/// buffers are generic over it, so what is explored is what ships. The ordering is in an operation's name because the
/// compiler wants it to be a constant.
@usableFromInline
protocol QueueWord: ~Copyable {
    init(_ value: Int)

    func loadRelaxed() -> Int
    func loadAcquiring() -> Int
    func loadSequential() -> Int
    func storeRelaxed(_ value: Int)
    func storeReleasing(_ value: Int)

    /// Sequentially consistent on success; may fail spuriously. Acquiring on failure.
    func compareExchange(expected: Int, desired: Int) -> (exchanged: Bool, original: Int)

    /// Sequentially consistent.
    func add(_ number: Int)

    /// Sequentially consistent.
    func setBits(_ bits: Int)

    /// Somebody else is about to change the word from this value, and will do so whatever the caller does: lets them.
    ///
    /// - Parameters:
    ///   - value: what it was seen to be.
    ///   - round: how often this was called in a row; counts up.
    func letOthersChange(_ value: Int, _ round: inout Int)
}

extension Atomic: QueueWord where Value == Int {
    @inlinable @inline(__always)
    func loadRelaxed() -> Int { load(ordering: .relaxed) }

    @inlinable @inline(__always)
    func loadAcquiring() -> Int { load(ordering: .acquiring) }

    @inlinable @inline(__always)
    func loadSequential() -> Int { load(ordering: .sequentiallyConsistent) }

    @inlinable @inline(__always)
    func storeRelaxed(_ value: Int) { store(value, ordering: .relaxed) }

    @inlinable @inline(__always)
    func storeReleasing(_ value: Int) { store(value, ordering: .releasing) }

    @inlinable @inline(__always)
    func compareExchange(expected: Int, desired: Int) -> (exchanged: Bool, original: Int) {
        weakCompareExchange(
            expected: expected,
            desired: desired,
            successOrdering: .sequentiallyConsistent,
            failureOrdering: .acquiring
        )
    }

    @inlinable @inline(__always)
    func add(_ number: Int) { wrappingAdd(number, ordering: .sequentiallyConsistent) }

    @inlinable @inline(__always)
    func setBits(_ bits: Int) { bitwiseOr(bits, ordering: .sequentiallyConsistent) }

    @inlinable @inline(__always)
    func letOthersChange(_ value: Int, _ round: inout Int) { QueueBackoff.letOthersRun(&round) }
}
