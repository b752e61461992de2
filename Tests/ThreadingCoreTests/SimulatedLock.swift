// Part of swift-threading. Apache-2.0: see LICENSE.

@testable import ThreadingCore

/// A lock of simulated words with its fast paths, as `LockWord` has them, and a check that one thread at a
/// time holds it.
final class SimulatedLock: @unchecked Sendable {
    // Unchecked: a simulation runs one thread at a time.
    let word = SimulatedWord(0)
    private let stamp = SimulatedWord(0)
    private let simulation: Simulation
    private var isHeld = false

    init(_ simulation: Simulation) {
        self.simulation = simulation
    }

    /// A time that makes a hand-over due or not, as the seed wants it: the algorithm compares it with the real
    /// clock.
    private func makeFair() -> SimulatedWord {
        let now = UInt32(truncatingIfNeeded: MonotonicTime.now >> 10)
        return SimulatedWord(simulation.chance(2) == 0 ? now &+ 0x8000_0000 : now &+ 120)
    }

    func lock(until deadline: Deadline = .never) -> Bool {
        if !word.compareExchangeAcquiring(expected: 0, desired: 1).exchanged {
            guard acquire(until: deadline, afterSleep: false) else { return false }
        }
        note()
        return true
    }

    /// As after a wait on a condition.
    func relock(wasMoved: Bool) {
        guard wasMoved else {
            _ = lock()
            return
        }
        if !acquire(until: .never, afterSleep: true) { simulation.fail("a lock without a deadline was not taken") }
        note()
    }

    private func acquire(until deadline: Deadline, afterSleep: Bool) -> Bool {
        LockAlgorithm.acquire(
            word,
            stamp: stamp,
            until: deadline,
            afterSleep: afterSleep,
            reason: WaitReason(.lock, object: 1)
        )
    }

    private func note() {
        if isHeld { simulation.fail("two threads hold the lock") }
        isHeld = true
        simulation.point()
    }

    func unlock() {
        simulation.point()
        if !isHeld { simulation.fail("a lock was taken from its holder") }
        isHeld = false
        if word.compareExchangeReleasing(expected: 1, desired: 0).exchanged { return }
        let wasHeld = LockAlgorithm.release(word, fair: makeFair())
        if !wasHeld { simulation.fail("the word of a held lock says that nobody holds it") }
    }

    /// What must be true when all threads have ended.
    var rest: String? { word.settled == 0 ? nil : "the lock is free, but its word is \(word.settled)" }
}
