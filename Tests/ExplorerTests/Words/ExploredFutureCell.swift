// Part of swift-threading. Apache-2.0: see LICENSE.

@testable import ThreadingCore
@testable import ThreadingFutures

/// The word of a future in an exploration: each operation is a step.
struct ExploredFutureCell: ~Copyable, FutureCell {
    private let word = ExploredWord(0)

    init() {}

    static func spin(until condition: () -> Bool) -> Bool { false }

    func loadRelaxed() -> UInt32 { word.loadRelaxed() }
    func loadAcquiring() -> UInt32 { word.loadAcquiring() }

    func compareExchangeAcquiring(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        word.compareExchangeAcquiring(expected: expected, desired: desired)
    }

    func compareExchangeReleasing(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        word.compareExchangeReleasing(expected: expected, desired: desired)
    }

    func compareExchangeRelaxed(expected: UInt32, desired: UInt32) -> (exchanged: Bool, original: UInt32) {
        word.compareExchangeRelaxed(expected: expected, desired: desired)
    }

    func sleep(while expected: UInt32, until deadline: Deadline, for reason: WaitReason) -> Bool {
        if case .timedOut = word.sleep(while: expected, until: deadline, for: reason) { false } else { true }
    }

    func wakeAll() { _ = word.wake(.max) }
}
