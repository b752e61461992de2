// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization

@testable import ThreadingCore
@testable import ThreadingExplorer
@testable import ThreadingFutures

/// A word of a deque in an exploration: each operation is a step.
///
/// Sequentially consistent, so its fences are nothing: what they are worth it cannot show.
struct ExploredDequeWord: ~Copyable, DequeWord {
    private let value: Atomic<Int>
    private let number: UInt32

    init(_ value: Int) {
        self.value = Atomic(value)
        number = Conductor.current("a word").makeObject(.cell)
    }

    private func step(_ kind: Seam.AccessKind) { Conductor.current("a word").access(number, kind) }

    func loadRelaxed() -> Int {
        step(.load)
        return value.load(ordering: .relaxed)
    }

    func loadAcquiring() -> Int { loadRelaxed() }

    func storeRelaxed(_ value: Int) {
        step(.store)
        self.value.store(value, ordering: .relaxed)
    }

    func storeReleasing(_ value: Int) { storeRelaxed(value) }

    func compareExchange(expected: Int, desired: Int) -> Bool {
        step(.update)
        let result = value.compareExchange(expected: expected, desired: desired, ordering: .relaxed)
        if !result.exchanged { Conductor.current("a word").accessChangedNothing(number) }
        return result.exchanged
    }

    static func ownerFence() {}
    static func wholeOwnerFence() {}
    static func thiefFence() -> Bool { true }
}
