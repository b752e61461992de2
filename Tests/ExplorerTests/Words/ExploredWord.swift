// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization

@testable import ThreadingCore
@testable import ThreadingExplorer

/// A word of an exploration: each operation is a step, and its sleepers are kept as the kernel keeps them.
///
/// The algorithms of locks and conditions are generic over their word, so what is explored with this one is what
/// ships. Sequentially consistent: what the orderings are worth, Thread Sanitizer must say.
struct ExploredWord: ~Copyable, WaitableWord {
    private let value: Atomic<UInt32>

    /// Its numbers as a cell, and as what its sleepers wait on; none if nothing depends on its value.
    private let numbers: Numbers?

    private struct Numbers {
        let cell: UInt32
        let bed: UInt32
    }

    /// By address: a wake may come when the word is dead, and must not read it.
    private static let table = Table()

    static var looksBeforeSleep: Int { 1 }

    static func spin(_ limit: borrowing PauseLimit, until condition: () -> Bool) -> Bool { false }

    init(_ value: UInt32) {
        self.value = Atomic(value)
        numbers = Numbers(cell: Self.conductor.makeObject(.cell), bed: Self.conductor.makeObject(.condition))
    }

    /// A word that is only a hint at what is faster: to explore it would be to explore the same again.
    init(hint value: UInt32) {
        self.value = Atomic(value)
        numbers = nil
    }

    private static var conductor: Conductor { Conductor.current("a word") }

    /// Only a name, never read through.
    private var address: UInt { unsafe withUnsafePointer(to: value) { UInt(bitPattern: $0) } }

    private func step(_ kind: Seam.AccessKind) {
        guard let numbers else { return }
        Self.conductor.access(numbers.cell, kind)
        Self.table.set(address, numbers)
    }

    /// What it holds when everything is over.
    var settled: UInt32 { value.load(ordering: .relaxed) }

    func loadRelaxed() -> UInt32 {
        step(.load)
        return settled
    }

    func loadAcquiring() -> UInt32 {
        step(.load)
        return settled
    }

    func storeRelaxed(_ value: UInt32) {
        step(.store)
        self.value.store(value, ordering: .relaxed)
    }

    func exchangeReleasing(_ value: UInt32) -> UInt32 {
        step(.update)
        return self.value.exchange(value, ordering: .relaxed)
    }

    func compareExchangeAcquiring(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        compareExchangeRelaxed(expected: expected, desired: desired)
    }

    func compareExchangeReleasing(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        compareExchangeRelaxed(expected: expected, desired: desired)
    }

    func compareExchangeRelaxed(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        step(.update)
        let result = value.compareExchange(expected: expected, desired: desired, ordering: .relaxed)
        if !result.exchanged, let numbers { Self.conductor.accessChangedNothing(numbers.cell) }
        return result
    }

    func sleep(while expected: UInt32, until deadline: Deadline, for reason: WaitReason) -> WaitOutcome {
        // The look and the going to sleep are one step, as they are under the kernel's own lock.
        step(.load)
        guard settled == expected, let numbers else { return .lookAgain }
        return Self.conductor.wait(on: numbers.bed, releasing: 0, until: deadline) ? .woken : .timedOut
    }

    func wake(_ count: Int32) -> Int32 {
        guard let numbers = Self.table.get(address) else { return 0 }
        return Int32(Self.conductor.wakeSleepers(numbers.bed, count: Int(count)))
    }

    func moveSleeper(while expected: UInt32, to target: borrowing ExploredWord) -> Bool {
        // The word may be dead, as in `wake`: then nobody sleeps on it, whatever is read there by now.
        guard let numbers = Self.table.get(address), let others = target.numbers else { return false }
        Self.conductor.access(numbers.cell, .load)
        guard settled == expected else { return false }
        return Self.conductor.requeue(numbers.bed, to: others.bed)
    }

    /// The numbers of the words that were last seen at an address, of all explorations that run.
    private final class Table: @unchecked Sendable {
        // Unchecked: guarded by `lock`.
        private let lock = LockWord(isExplorable: false)
        private var numbers: [UInt: Numbers] = [:]

        func set(_ address: UInt, _ value: Numbers) {
            Seam.aside {
                lock.lock()
                defer { lock.unlock() }
                numbers[address] = value
            }
        }

        func get(_ address: UInt) -> Numbers? {
            Seam.aside {
                lock.lock()
                defer { lock.unlock() }
                return numbers[address]
            }
        }
    }
}
