// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What one who waits in a ``MeetingPlace`` sleeps on: the word that ships, or that of an explorer of interleavings.
///
/// Part of what words have, said again: the compiler does not inline the operations of a protocol of another module.
protocol MeetingWord: ~Copyable, SendableMetatype {
    init(_ value: UInt32)

    /// One for an explorer's word, where further looks would cost time and change nothing.
    static var looksBeforeSleep: Int { get }

    func loadRelaxed() -> UInt32
    func loadAcquiring() -> UInt32
    func storeRelaxed(_ value: UInt32)
    func exchangeReleasing(_ value: UInt32) -> UInt32
    func compareExchangeRelaxed(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32)

    /// Sleeps while the word is `expected`, until woken or the deadline.
    func sleep(while expected: UInt32, until deadline: Deadline, for reason: WaitReason) -> WaitOutcome

    /// Wakes at most `count` sleepers; uses the address alone, since the word may be gone.
    @discardableResult
    func wake(_ count: Int32) -> Int32
}

extension FutexWord: MeetingWord {}
