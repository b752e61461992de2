// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading
internal import Synchronization
internal import ThreadingCore

/// The word that ships: an atomic, with the kernel's queue of sleepers at the address of its low half.
struct AtomicBarrierWord: ~Copyable, Sendable, BarrierWord {
    private let atomic: Atomic<UInt64>

    init(_ value: UInt64) {
        atomic = Atomic(value)
    }

    @inline(__always)
    static func spin(beside others: Int, until condition: () -> Bool) -> Bool {
        Spin.patiently(pausing: others < Int(ct_usable_processors()), until: condition)
    }

    @inline(__always)
    func loadForChange() -> UInt64 {
        // For `atomic`'s own address, never read through.
        unsafe withUnsafePointer(to: atomic) { unsafe CacheLine.fetchForChange($0) }
        return load()
    }

    @inline(__always)
    func load() -> UInt64 { atomic.load(ordering: .acquiring) }

    @inline(__always)
    func compareExchange(expected: UInt64, desired: UInt64) -> (
        exchanged: Bool, original: UInt64
    ) {
        atomic.compareExchange(
            expected: expected,
            desired: desired,
            successOrdering: .acquiringAndReleasing,
            failureOrdering: .acquiring
        )
    }

    func sleep(while expected: UInt32, until deadline: Deadline) -> WaitOutcome {
        unsafe Futex.sleep(
            address,
            while: expected,
            until: deadline,
            for: WaitReason(.barrier, object: UInt(bitPattern: address))
        )
    }

    func wakeAll() {
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
