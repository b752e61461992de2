// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading
internal import Synchronization
internal import ThreadingCore

/// The word that ships.
struct AtomicReadWriteWord: ~Copyable, ReadWriteWord {
    private let atomic: Atomic<Int>

    init(_ value: Int) { atomic = Atomic(value) }

    /// Twice as many as there are processors, so that few threads share one, and no more than a writer can well look at.
    ///
    /// With one processor, readers are never in each other's way.
    static var places: Int {
        let processors = Int(ct_usable_processors())
        guard processors > 1 else { return 0 }
        var places = 4
        while places < 2 * processors, places < 32 { places *= 2 }
        return places
    }

    @inline(__always)
    static var callersNumber: Int { Int(bitPattern: ct_known_identity()) }

    static func numberCaller() { _ = ct_thread_identity() }

    static func spin(until condition: () -> Bool) -> Bool { Spin.until(condition) }

    static func stayAway(after collisions: borrowing Collisions) { collisions.stayAway(pausing: 64) }

    @inline(__always)
    func loadRelaxed() -> Int { atomic.load(ordering: .relaxed) }

    @inline(__always)
    func storeReleasing(_ value: Int) { atomic.store(value, ordering: .releasing) }

    @inline(__always)
    func load() -> Int { atomic.load(ordering: .sequentiallyConsistent) }

    @inline(__always)
    func add(_ number: Int) -> Int { atomic.wrappingAdd(number, ordering: .sequentiallyConsistent).oldValue }

    func setBits(_ bits: Int) -> Int { atomic.bitwiseOr(bits, ordering: .sequentiallyConsistent).oldValue }

    @inline(__always)
    func compareExchange(expected: Int, desired: Int) -> Bool {
        atomic.compareExchange(expected: expected, desired: desired, ordering: .sequentiallyConsistent).exchanged
    }
}
