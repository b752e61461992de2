// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization

@testable import ThreadingCore
@testable import ThreadingExplorer
@testable import ThreadingFutures

/// A word of a pool's gate in an exploration: each operation is a step.
struct ExploredPoolWord: ~Copyable, PoolWord {
    private let value: Atomic<UInt>
    private let number: UInt32

    init(_ value: UInt) {
        self.value = Atomic(value)
        number = Conductor.current("a word").makeObject(.cell)
    }

    private func step(_ kind: Seam.AccessKind) { Conductor.current("a word").access(number, kind) }

    func load() -> UInt {
        step(.load)
        return value.load(ordering: .acquiring)
    }

    func exchange(_ value: UInt) -> UInt {
        step(.update)
        return self.value.exchange(value, ordering: .acquiringAndReleasing)
    }

    func compareExchange(expected: UInt, desired: UInt) -> (exchanged: Bool, original: UInt) {
        step(.update)
        let result = value.compareExchange(expected: expected, desired: desired, ordering: .acquiringAndReleasing)
        if !result.exchanged { Conductor.current("a word").accessChangedNothing(number) }
        return result
    }
}
