// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// A word of a ``ReadWriteGate``, with the operations that it uses.
///
/// Two kinds exist: ``AtomicReadWriteWord``, which ships, and the one that an explorer substitutes for it, so that what is
/// explored is the code that ships.
protocol ReadWriteWord: ~Copyable, Sendable, SendableMetatype {
    /// In how many places readers count themselves where they are many; a power of two, or zero for one place.
    static var places: Int { get }

    /// What tells the calling thread from others, once it has been given that; zero before.
    static var callersNumber: Int { get }

    /// Gives the calling thread its number.
    static func numberCaller()

    /// Waits for a short while; whether the condition came to hold. Costs time and changes nothing else.
    static func spin(until condition: () -> Bool) -> Bool

    /// Keeps away for some microseconds from what another thread works with. Costs time and changes nothing else.
    static func stayAway(after collisions: borrowing Collisions)

    init(_ value: Int)

    func loadRelaxed() -> Int
    func storeReleasing(_ value: Int)

    // All of these are sequentially consistent.

    func load() -> Int
    /// What it was.
    func add(_ number: Int) -> Int
    /// What it was.
    func setBits(_ bits: Int) -> Int
    /// Whether it was `expected`.
    func compareExchange(expected: Int, desired: Int) -> Bool
}
