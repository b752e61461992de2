// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreading
internal import ThreadingCore

/// The meetings of a ``Barrier`` that has an action, or that an explorer runs, under a lock.
///
/// A round that all have come to may have to wait for the action of another, while the next is filling already.
final class BarrierRounds: @unchecked Sendable {
    // Unchecked: every `var` is guarded by `lock`.

    private let parties: Int
    private let action: (@Sendable () throws -> Void)?
    private let lock = LockWord()

    /// Where last arrivers wait until the rounds before theirs have ended.
    private let turn = WaiterQueue(.barrier)
    private var filling = BarrierRound()

    /// Rounds that all have come to, and that wait for the action of another, the oldest first.
    private var full: [BarrierRound] = []

    /// The round whose action runs, and the thread that runs it.
    private var acting: BarrierRound?
    private var actor: UInt = 0
    private var broken = false

    init(parties: Int, action: (@Sendable () throws -> Void)?) {
        self.parties = parties
        self.action = action
    }

    var waitingCount: Int { withLock { broken ? 0 : filling.arrived } }

    var isBroken: Bool { withLock { broken } }

    func reset() {
        withLock {
            breakRounds(acting: true)
            broken = false
        }
    }

    func abort() {
        withLock { breakRounds(acting: true) }
    }

    // MARK: Under the lock

    func wait(until deadline: Deadline) throws(BarrierError) -> Int {
        lock.lock()
        defer { lock.unlock() }
        Misuse.unless(
            acting == nil || actor != UInt(ct_thread_identity()),
            "the action of a barrier waits at its own barrier, and would wait for itself"
        )
        if broken { throw .broken }
        let round = filling
        let index = round.arrived
        round.arrived += 1
        if round.arrived == parties {
            try lead(round, until: deadline)
        } else {
            follow(round, until: deadline)
        }
        if round.outcome == .broken { throw .broken }
        return index
    }

    private func follow(_ round: BarrierRound, until deadline: Deadline) {
        while round.outcome == nil {
            if !round.waiters.wait(releasing: lock, until: deadline), round.outcome == nil {
                giveUp(round)
            }
        }
    }

    /// The last to come: waits for the rounds before this one, runs the action, and releases the others.
    private func lead(_ round: BarrierRound, until deadline: Deadline) throws(BarrierError) {
        filling = BarrierRound()
        full.append(round)
        while round.outcome == nil, acting != nil || full.first !== round {
            guard !turn.wait(releasing: lock, until: deadline), round.outcome == nil else { continue }
            // At the deadline the barrier has the last word.
            if acting != nil || full.first !== round { giveUp(round) }
        }
        guard round.outcome == nil else { return }
        full.removeFirst()
        if let error = act(round) {
            // A round that was ended meanwhile is over: those that came after a reset are not its business.
            if round.outcome == nil {
                breakRounds(acting: true)
                end(round, .broken)
            }
            throw .actionFailed(error)
        }
        end(round, .released)
    }

    /// Runs the action; what it threw.
    private func act(_ round: BarrierRound) -> (any Error)? {
        guard let action else { return nil }
        acting = round
        actor = UInt(ct_thread_identity())
        lock.unlock()
        let result = Result { try action() }
        lock.lock()
        acting = nil
        turn.notifyAll(holding: lock)
        if case .failure(let error) = result { return error }
        return nil
    }

    private func end(_ round: BarrierRound, _ outcome: BarrierRound.Outcome) {
        guard round.outcome == nil else { return }
        round.outcome = outcome
        round.waiters.notifyAll(holding: lock)
    }

    /// A thread of the round waits no longer.
    ///
    /// A round whose action runs is not its business, unless it is its own.
    private func giveUp(_ round: BarrierRound) {
        breakRounds(acting: round === acting)
    }

    private func breakRounds(acting includesActing: Bool) {
        broken = true
        for round in full + [filling] { end(round, .broken) }
        if includesActing, let acting { end(acting, .broken) }
        full = []
        filling = BarrierRound()
        turn.notifyAll(holding: lock)
    }

    private func withLock<Result>(_ body: () -> Result) -> Result {
        lock.lock()
        defer { lock.unlock() }
        return body()
    }
}
