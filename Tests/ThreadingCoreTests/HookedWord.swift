// Part of swift-threading. Apache-2.0: see LICENSE.

@testable import ThreadingCore

/// A word for algorithms that make words of their own: all of them share the hooks of a script.
struct HookedWord: ~Copyable, WaitableWord {
    /// What a test wants to happen.
    final class Script: @unchecked Sendable {
        // Unchecked: one thread uses it.

        /// How a sleep ends.
        var sleep: (UInt32, Deadline) -> WaitOutcome = { _, _ in .timedOut }
        var beforeExchange: (() -> Void)?
        /// How many sleepers it was asked to move.
        var moved = 0
    }

    @TaskLocal static var script: Script?

    private let word: FutexWord

    init(_ value: UInt32) {
        word = FutexWord(value)
    }

    static var looksBeforeSleep: Int { FutexWord.looksBeforeSleep }

    static func spin(_ limit: borrowing PauseLimit, until condition: () -> Bool) -> Bool {
        FutexWord.spin(limit, until: condition)
    }

    func loadRelaxed() -> UInt32 { word.loadRelaxed() }

    func loadAcquiring() -> UInt32 { word.loadAcquiring() }

    func storeRelaxed(_ value: UInt32) { word.storeRelaxed(value) }

    func exchangeReleasing(_ value: UInt32) -> UInt32 {
        Self.script?.beforeExchange?()
        return word.exchangeReleasing(value)
    }

    func compareExchangeAcquiring(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        word.compareExchangeAcquiring(expected: expected, desired: desired)
    }

    func compareExchangeReleasing(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        word.compareExchangeReleasing(expected: expected, desired: desired)
    }

    func compareExchangeRelaxed(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        word.compareExchangeRelaxed(expected: expected, desired: desired)
    }

    func sleep(while expected: UInt32, until deadline: Deadline, for reason: WaitReason) -> WaitOutcome {
        guard word.loadRelaxed() == expected, let script = Self.script else { return .lookAgain }
        return script.sleep(expected, deadline)
    }

    func wake(_ count: Int32) -> Int32 { 0 }

    func moveSleeper(while expected: UInt32, to target: borrowing HookedWord) -> Bool {
        guard word.loadRelaxed() == expected, let script = Self.script else { return false }
        script.moved += 1
        return true
    }
}
