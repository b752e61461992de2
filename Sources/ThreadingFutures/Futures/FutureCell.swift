// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What a ``FutureWord`` is made of, with the operations that it uses.
///
/// Two kinds exist: ``FutexCell``, which ships, and the one that an explorer substitutes for it, so that what is
/// explored is the code that ships. A protocol of this module, since the compiler looks through no other.
protocol FutureCell: ~Copyable, SendableMetatype {
    init()

    static func spin(until condition: () -> Bool) -> Bool
    func loadRelaxed() -> UInt32
    func loadAcquiring() -> UInt32
    func compareExchangeAcquiring(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32)
    func compareExchangeReleasing(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32)
    func compareExchangeRelaxed(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32)

    /// Sleeps while it is `expected`, until woken or the deadline; false at the deadline.
    func sleep(while expected: UInt32, until deadline: Deadline, for reason: WaitReason) -> Bool

    /// Wakes all that sleep; its owner may be gone by then, so this may use its address alone.
    func wakeAll()
}

/// The one that ships.
struct FutexCell: ~Copyable, FutureCell {
    private let word = FutexWord(0)

    init() {}

    @inline(__always)
    static func spin(until condition: () -> Bool) -> Bool { Spin.until(condition) }

    @inline(__always)
    func loadRelaxed() -> UInt32 { word.loadRelaxed() }

    @inline(__always)
    func loadAcquiring() -> UInt32 { word.loadAcquiring() }

    @inline(__always)
    func compareExchangeAcquiring(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        word.compareExchangeAcquiring(expected: expected, desired: desired)
    }

    @inline(__always)
    func compareExchangeReleasing(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        word.compareExchangeReleasing(expected: expected, desired: desired)
    }

    @inline(__always)
    func compareExchangeRelaxed(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        word.compareExchangeRelaxed(expected: expected, desired: desired)
    }

    func sleep(while expected: UInt32, until deadline: Deadline, for reason: WaitReason) -> Bool {
        if case .timedOut = word.sleep(while: expected, until: deadline, for: reason) { false } else { true }
    }

    @inline(never)
    func wakeAll() { word.wake(.max) }
}
