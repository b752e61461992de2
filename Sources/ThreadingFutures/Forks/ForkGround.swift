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

    /// The team; made where there is none.
    ///
    /// - Parameter pool: the pool whose ground it is.
    /// - Returns: who forks, and who helps.
    func team(of pool: ThreadPool) -> ForkTeam {
        if let team = current { return team }
        lock.lock()
        defer { lock.unlock() }
        if let team = current { return team }
        let team = unsafe ForkTeam(of: workers, for: UInt(bitPattern: Unmanaged.passUnretained(pool).toOpaque()))
        slot.attach(team)
        return team
    }

    private var current: ForkTeam? { slot.object as? ForkTeam }
}
