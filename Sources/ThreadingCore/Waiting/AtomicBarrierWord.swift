// Part of swift-threading. Apache-2.0: see LICENSE.

public import CThreading
public import Synchronization

/// The word that ships: an atomic, with the kernel's queue of sleepers at the address of its low half.
@usableFromInline
package struct AtomicBarrierWord: ~Copyable, Sendable, BarrierWord {
    @usableFromInline let atomic: Atomic<UInt64>

    @inlinable
    package init(_ value: UInt64) {
        atomic = Atomic(value)
    }

    package static func spin(beside others: Int, until condition: () -> Bool) -> Bool {
        Spin.patiently(pausing: others < Int(ct_usable_processors()), until: condition)
    }

    @inlinable @inline(__always)
    package func loadForChange() -> UInt64 {
        // For `atomic`'s own address, never read through.
        unsafe withUnsafePointer(to: atomic) { unsafe ct_fetch_for_change($0) }
        return load()
    }

    @inlinable @inline(__always)
    package func load() -> UInt64 { atomic.load(ordering: .acquiring) }

    @inlinable @inline(__always)
    package func compareExchange(expected: UInt64, desired: UInt64) -> (
        exchanged: Bool, original: UInt64
    ) {
        atomic.compareExchange(
            expected: expected,
            desired: desired,
            successOrdering: .acquiringAndReleasing,
            failureOrdering: .acquiring
        )
    }

    package func sleep(while expected: UInt32, until deadline: Deadline) -> WaitOutcome {
        unsafe Futex.sleep(
            address,
            while: expected,
            until: deadline,
            for: WaitReason(.barrier, object: UInt(bitPattern: address))
        )
    }

    package func wakeAll() {
        _ = unsafe Futex.wake(address, .max)
    }

    /// Where the low half is: what the kernel compares.
    ///
    /// Never read through; see `FutexWord`.
    private var address: UnsafeRawPointer {
        unsafe withUnsafePointer(to: atomic) {
            #if _endian(little)
            unsafe UnsafeRawPointer($0)
            #else
            unsafe UnsafeRawPointer($0) + 4
            #endif
        }
    }
}
