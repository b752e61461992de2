// Part of swift-threading. Apache-2.0: see LICENSE.

@testable import ThreadingCore
@testable import ThreadingExplorer

/// A lock of explored words with its fast paths, as `LockWord` has them, and a variable that says whether
/// one thread at a time holds it.
final class ExploredLock: Sendable {
    let word = ExploredWord(0)
    private let stamp = ExploredWord(hint: 0)
    private let fair: ExploredWord
    private let guarded = WatchedVariable(0, name: "what the lock guards")

    /// - Parameter isFair: whether the first release that sees a sleeper hands the lock over.
    init(isFair: Bool) {
        let now = UInt32(truncatingIfNeeded: MonotonicTime.now >> 10)
        fair = ExploredWord(hint: isFair ? now &+ 0x8000_0000 : now &+ 120)
    }

    @discardableResult
    func lock(until deadline: Deadline = .never) -> Bool {
        if !word.compareExchangeAcquiring(expected: 0, desired: 1).exchanged {
            guard acquire(until: deadline, afterSleep: false) else { return false }
        }
        return true
    }

    /// As after a wait on a condition.
    func relock(wasMoved: Bool) {
        if wasMoved {
            expect(acquire(until: .never, afterSleep: true), "a lock without a deadline was not taken")
        } else {
            lock()
        }
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

    func unlock() {
        if word.compareExchangeReleasing(expected: 1, desired: 0).exchanged { return }
        expect(LockAlgorithm.release(word, fair: fair), "the word of a held lock says that nobody holds it")
    }

    /// Touches what the lock guards: a race if nothing orders it after those before.
    func touch() { guarded.write(0) }

    func locked(_ body: () -> Void) {
        lock()
        touch()
        body()
        unlock()
    }

    /// What must be true when all threads have ended.
    func expectFree() { expect(word.settled == 0, "the lock is free, and its word is \(word.settled)") }
}
