// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization

@testable import ThreadingCore
@testable import ThreadingExplorer
@testable import ThreadingQueues

/// A word of a lock-free buffer in an exploration: each operation is a step.
///
/// The buffers are generic over their word, so what is explored with this one is what ships. Sequentially consistent:
/// what the orderings are worth, Thread Sanitizer must say.
struct ExploredQueueWord: ~Copyable, QueueWord {
    private let value: Atomic<Int>

    /// How many wait for a change; they are the only ones that run meanwhile, so there is no race for it.
    private let sleepers = Atomic(0)
    private let numbers: Numbers?

    private struct Numbers {
        let cell: UInt32
        let bed: UInt32
    }

    /// A word that is made or used outside of an exploration takes no steps: buffers are destroyed there.
    init(_ value: Int) {
        self.value = Atomic(value)
        numbers = (Seam.current as? Conductor).map {
            Numbers(cell: $0.makeObject(.cell), bed: $0.makeObject(.condition))
        }
    }

    private func step(_ kind: Seam.AccessKind) {
        guard let numbers, let conductor = Seam.current as? Conductor else { return }
        conductor.access(numbers.cell, kind)
    }

    private var settled: Int { value.load(ordering: .relaxed) }

    private func look() -> Int {
        step(.load)
        return settled
    }

    private func set(_ number: Int) {
        step(.store)
        value.store(number, ordering: .relaxed)
        tellSleepers()
    }

    private func tellSleepers() {
        guard sleepers.load(ordering: .relaxed) > 0, let numbers, let conductor = Seam.current as? Conductor else {
            return
        }
        sleepers.store(0, ordering: .relaxed)
        conductor.notify(numbers.bed, count: .max)
    }

    func loadRelaxed() -> Int { look() }
    func loadAcquiring() -> Int { look() }
    func loadSequential() -> Int { look() }
    func storeRelaxed(_ value: Int) { set(value) }
    func storeReleasing(_ value: Int) { set(value) }

    func compareExchange(expected: Int, desired: Int) -> (exchanged: Bool, original: Int) {
        step(.update)
        let result = value.compareExchange(expected: expected, desired: desired, ordering: .relaxed)
        if result.exchanged {
            tellSleepers()
        } else if let numbers, let conductor = Seam.current as? Conductor {
            conductor.accessChangedNothing(numbers.cell)
        }
        return result
    }

    func add(_ number: Int) {
        step(.update)
        value.wrappingAdd(number, ordering: .relaxed)
        tellSleepers()
    }

    func setBits(_ bits: Int) {
        step(.update)
        value.bitwiseOr(bits, ordering: .relaxed)
        tellSleepers()
    }

    /// Sleeps until it has changed: a thread that looked again and again would have no end of schedules.
    func letOthersChange(_ seen: Int, _ round: inout Int) {
        guard let numbers, let conductor = Seam.current as? Conductor else { return }
        // The look and the going to sleep are one step.
        step(.load)
        guard settled == seen else { return }
        sleepers.wrappingAdd(1, ordering: .relaxed)
        _ = conductor.wait(on: numbers.bed, releasing: 0, until: .never)
    }
}
