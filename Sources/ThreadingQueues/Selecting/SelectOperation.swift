// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// One of the operations that a ``Selection`` waits for, whatever the elements of its queue are.
class SelectOperation {
    /// What came of an attempt.
    enum Attempt {
        case done
        case notYet

        /// The queue is closed, and that is an answer.
        case ended

        /// The queue is closed, and the operation will never be.
        case never
    }

    /// What the queue's storage threw at it: it is done then, and that is its result.
    final var failure: (any Error)?

    /// Whether it will never be.
    final var isDead = false

    /// Tries it, with nothing but the queue's own lock.
    func attempt() -> Attempt { .notYet }

    /// Where it waits: a rendezvous' lock, to be held for ``attemptLocked()`` and ``enter(_:_:)``.
    var rendezvous: (lock: () -> Void, unlock: () -> Void, identity: UInt)? { nil }

    /// Tries it, with that lock held.
    func attemptLocked() -> Attempt { .notYet }

    /// Has the claim told, with that lock held if there is one.
    func enter(_ claim: SelectClaim, _ number: Int) {}

    /// It was entered, and no lock is held any more.
    func hasEntered() {}

    /// Whether an attempt might succeed, after it was entered.
    var isReady: Bool { false }

    /// Can be claimed no longer: has back what it entered with.
    func withdraw() {}

    /// Is told no longer.
    ///
    /// What it was told it passes on, even if this operation was done: that may have been with what was there before,
    /// and somebody else waits for what came then.
    func leave() {}

    /// Somebody on the other side has done it.
    func collect() -> Attempt { .notYet }
}

/// Hands what an event tells to a claim.
final class SelectListener: QueueListener {
    private let claim: SelectClaim

    init(_ claim: SelectClaim) {
        self.claim = claim
    }

    func wasNotified(by event: QueueEvent) { claim.hint() }
}
