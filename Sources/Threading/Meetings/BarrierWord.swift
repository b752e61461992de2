// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A 64-bit word of a meeting of threads, with sleepers that sleep for as long as its low half stays what it is.
///
/// Two kinds exist: ``AtomicBarrierWord``, which ships, and the one that an explorer substitutes for it, so that what is
/// explored is the code that ships.
protocol BarrierWord: ~Copyable, Sendable, SendableMetatype {
    /// Waits for a short while for what so many other threads are to do; whether the condition came to hold. Costs time
    /// and changes nothing else.
    static func spin(beside others: Int, until condition: () -> Bool) -> Bool

    init(_ value: UInt64)

    /// Acquiring.
    func load() -> UInt64

    /// Acquiring; for who is about to exchange it.
    func loadForChange() -> UInt64

    /// Acquiring and releasing.
    func compareExchange(expected: UInt64, desired: UInt64) -> (exchanged: Bool, original: UInt64)

    /// Sleeps while the low half is `expected`, until woken or the deadline. A wake that races with the deadline counts as
    /// a wake.
    func sleep(while expected: UInt32, until deadline: Deadline) -> WaitOutcome

    func wakeAll()
}
