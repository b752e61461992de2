// Part of swift-threading. Apache-2.0: see LICENSE.

/// A 32-bit word with the few atomic operations that the waiting algorithms use, and with sleepers.
///
/// Two kinds of words exist: ``FutexWord``, which ships, and the word that an explorer of
/// interleavings substitutes for it. The algorithms are generic over it, so what is explored is
/// the code that ships. The ordering is in an operation's name because the compiler wants it to be
/// a constant; only the combinations that some algorithm uses exist.
package protocol WaitableWord: ~Copyable {
    /// How often a thread looks at a lock before it sleeps, and whether it pays to spin at all: what costs time and
    /// changes nothing else, so that an explorer's word leaves it out.
    static var looksBeforeSleep: Int { get }
    static func spin(_ limit: borrowing PauseLimit, until condition: () -> Bool) -> Bool

    init(_ value: UInt32)

    /// A word that nobody sleeps on and nothing depends on: a hint at what is faster.
    init(hint value: UInt32)

    func loadRelaxed() -> UInt32
    func loadAcquiring() -> UInt32
    func storeRelaxed(_ value: UInt32)
    func exchangeReleasing(_ value: UInt32) -> UInt32
    func compareExchangeAcquiring(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32)
    func compareExchangeReleasing(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32)
    func compareExchangeRelaxed(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32)

    /// Sleeps while the word is `expected`, until woken or the deadline. A wake that races with the
    /// deadline counts as a wake.
    func sleep(while expected: UInt32, until deadline: Deadline, for reason: WaitReason) -> WaitOutcome

    /// Wakes at most `count` sleepers, the longest asleep first; how many were woken.
    ///
    /// The word's owner may be gone by then, so this may use its address alone.
    @discardableResult
    func wake(_ count: Int32) -> Int32

    /// Makes one sleeper of this word, if the word is `expected`, a sleeper of `target` without
    /// waking it; whether there was one. A system that cannot do so wakes it.
    @discardableResult
    func moveSleeper(while expected: UInt32, to target: borrowing Self) -> Bool
}

extension WaitableWord where Self: ~Copyable {
    package init(hint value: UInt32) { self.init(value) }
}
