// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Where a pool keeps its team, which is made by its first fork.
final class ForkGround: Sendable {
    private let workers: PoolWorkers
    private let slot = AttachedObject()
    private let lock = LockWord(isExplorable: false)

    /// The task-local values that travel with what is forked.
    let inherited: [InheritedTaskLocal]

    init(for workers: PoolWorkers) {
        self.workers = workers
        inherited = workers.options.inherited
    }

    var team: ForkTeam {
        if let team = current { return team }
        lock.lock()
        defer { lock.unlock() }
        if let team = current { return team }
        let team = ForkTeam(of: workers)
        slot.attach(team)
        return team
    }

    /// Does the body with the calling thread's seat in the team, if it has one; whether it has.
    @inline(__always)
    func withSeat(_ body: (ForkSeat) -> Void) -> Bool {
        // Sound: what was attached stays while this does, and it is only compared and called here.
        guard let reference = unsafe slot.reference else { return false }
        return unsafe reference._withUnsafeGuaranteedRef { object in
            ForkSeat.withCurrent(of: unsafe unsafeDowncast(object, to: ForkTeam.self), body)
        }
    }

    private var current: ForkTeam? { slot.object as? ForkTeam }
}
