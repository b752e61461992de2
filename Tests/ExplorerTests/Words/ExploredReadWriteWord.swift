// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization

@testable import Threading
@testable import ThreadingCore
@testable import ThreadingExplorer

/// A word of a read-write lock's gate in an exploration: each operation is a step.
///
/// The steps come one after the other, so no ordering makes a difference here; but each operation has that of the word
/// that ships, and Thread Sanitizer sees nothing else that would order the threads.
struct ExploredReadWriteWord: ~Copyable, ReadWriteWord {
    private let value: Atomic<Int>
    private let number: UInt32

    static var places: Int { 2 }

    /// The same in each schedule.
    static var callersNumber: Int { Int(Conductor.current("a word").running) }

    static func numberCaller() {}

    static func spin(until condition: () -> Bool) -> Bool { false }
    static func stayAway(after collisions: borrowing Collisions) {}

    init(_ value: Int) {
        self.value = Atomic(value)
        number = Conductor.current("a word").makeObject(.cell)
    }

    private func step(_ kind: Seam.AccessKind) { Conductor.current("a word").access(number, kind) }

    func loadRelaxed() -> Int {
        step(.load)
        return value.load(ordering: .relaxed)
    }

    func storeReleasing(_ number: Int) {
        step(.store)
        value.store(number, ordering: .releasing)
    }

    func load() -> Int {
        step(.load)
        return value.load(ordering: .sequentiallyConsistent)
    }

    func add(_ number: Int) -> Int {
        step(.update)
        return value.wrappingAdd(number, ordering: .sequentiallyConsistent).oldValue
    }

    func setBits(_ bits: Int) -> Int {
        step(.update)
        return value.bitwiseOr(bits, ordering: .sequentiallyConsistent).oldValue
    }

    func compareExchange(expected: Int, desired: Int) -> Bool {
        step(.update)
        let result = value.compareExchange(
            expected: expected,
            desired: desired,
            ordering: .sequentiallyConsistent
        )
        if !result.exchanged { Conductor.current("a word").accessChangedNothing(number) }
        return result.exchanged
    }
}
