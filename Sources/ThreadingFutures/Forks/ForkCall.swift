// Part of swift-threading. Apache-2.0: see LICENSE.

/// A call for a helper, which is work of the pool until it is answered.
final class ForkCall: PoolJob, @unchecked Sendable {
    // Unchecked: as the class says of its links; the team is constant.
    private let team: ForkTeam

    init(of team: ForkTeam) {
        self.team = team
        // As what is submitted without one: a loop is not more urgent than other work of the pool.
        super.init(priority: TaskPriority.medium.rawValue)
    }

    override func run() { team.help() }

    /// Nobody comes.
    override func drop(because error: PoolError?) { team.noteRefusal() }
}
