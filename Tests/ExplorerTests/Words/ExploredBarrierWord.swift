// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import ThreadingCore

@testable import Threading
@testable import ThreadingExplorer

/// A word of a meeting in an exploration: each operation is a step, and its sleepers are kept as the kernel keeps them.
struct ExploredBarrierWord: ~Copyable, BarrierWord {
    private let value: Atomic<UInt64>
    private let cell: UInt32
    private let bed: UInt32

    static func spin(beside others: Int, until condition: () -> Bool) -> Bool { false }

    init(_ value: UInt64) {
        self.value = Atomic(value)
        cell = Self.conductor.makeObject(.cell)
        bed = Self.conductor.makeObject(.condition)
    }

    private static var conductor: Conductor { Conductor.current("a word") }

    func loadForChange() -> UInt64 { load() }

    func load() -> UInt64 {
        Self.conductor.access(cell, .load)
        return value.load(ordering: .acquiring)
    }

    func compareExchange(expected: UInt64, desired: UInt64) -> (exchanged: Bool, original: UInt64) {
        Self.conductor.access(cell, .update)
        let result = value.compareExchange(
            expected: expected,
            desired: desired,
            successOrdering: .acquiringAndReleasing,
            failureOrdering: .acquiring
        )
        if !result.exchanged { Self.conductor.accessChangedNothing(cell) }
        return result
    }

    func sleep(while expected: UInt32, until deadline: Deadline) -> WaitOutcome {
        // The look and the going to sleep are one step, as they are under the kernel's own lock.
        Self.conductor.access(cell, .load)
        guard UInt32(truncatingIfNeeded: value.load(ordering: .relaxed)) == expected else {
            return .lookAgain
        }
        return Self.conductor.wait(on: bed, releasing: 0, until: deadline) ? .woken : .timedOut
    }

    func wakeAll() {
        _ = Self.conductor.wakeSleepers(bed, count: .max)
    }
}
