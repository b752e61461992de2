// Part of swift-threading. Apache-2.0: see LICENSE.

public import Synchronization

/// The word that ships: an atomic, with the kernel's queue of sleepers at its address.
@usableFromInline
package struct FutexWord: ~Copyable, Sendable, WaitableWord {
    @usableFromInline let atomic: Atomic<UInt32>

    package static var looksBeforeSleep: Int { 10 }

    @inline(__always)
    package static func spin(_ limit: borrowing PauseLimit, until condition: () -> Bool) -> Bool {
        limit.pass(yields: 10, until: condition)
    }

    @inlinable
    package init(_ value: UInt32) {
        atomic = Atomic(value)
    }

    @inlinable @inline(__always)
    package func loadRelaxed() -> UInt32 { atomic.load(ordering: .relaxed) }

    @inlinable @inline(__always)
    package func loadAcquiring() -> UInt32 { atomic.load(ordering: .acquiring) }

    @inlinable @inline(__always)
    package func storeRelaxed(_ value: UInt32) { atomic.store(value, ordering: .relaxed) }

    @inlinable @inline(__always)
    package func exchangeReleasing(_ value: UInt32) -> UInt32 { atomic.exchange(value, ordering: .releasing) }

    @inlinable @inline(__always)
    package func compareExchangeAcquiring(
        expected: UInt32,
        desired: UInt32
    ) -> (exchanged: Bool, original: UInt32) {
        atomic.compareExchange(
            expected: expected,
            desired: desired,
            successOrdering: .acquiring,
            failureOrdering: .relaxed
        )
    }

    @inlinable @inline(__always)
    package func compareExchangeReleasing(
        expected: UInt32,
        desired: UInt32
    ) -> (exchanged: Bool, original: UInt32) {
        atomic.compareExchange(
            expected: expected,
            desired: desired,
            successOrdering: .releasing,
            failureOrdering: .relaxed
        )
    }

    @inlinable @inline(__always)
    package func compareExchangeRelaxed(
        expected: UInt32,
        desired: UInt32
    ) -> (exchanged: Bool, original: UInt32) {
        atomic.compareExchange(expected: expected, desired: desired, ordering: .relaxed)
    }

    package func sleep(while expected: UInt32, until deadline: Deadline, for reason: WaitReason) -> WaitOutcome {
        unsafe Futex.sleep(address, while: expected, until: deadline, for: reason)
    }

    @discardableResult
    package func wake(_ count: Int32) -> Int32 {
        unsafe Futex.wake(address, count)
    }

    @discardableResult
    package func moveSleeper(while expected: UInt32, to target: borrowing FutexWord) -> Bool {
        unsafe Futex.moveSleeper(of: address, while: expected, to: target.address)
    }

    /// Where the word is.
    ///
    /// Safe to compute: an `Atomic` is never copied, so the pointer is to the storage in its owner, and the
    /// kernel only compares the word and keys its queue by it.
    private var address: UnsafeRawPointer {
        unsafe withUnsafePointer(to: atomic) { unsafe UnsafeRawPointer($0) }
    }
}
