// Part of swift-threading. Apache-2.0: see LICENSE.

/// A schedule that fails, and how.
struct Finding: Sendable {
    let kind: ExplorationFailure.Kind
    var message: String
    let schedule: Schedule
    let decisions: Int
    let preemptions: Int

    /// The steps, where a recorder was there.
    var trace = ""

    /// Where the expectation is that did not hold.
    var site = ""

    /// Whether it is the same thing that went wrong.
    func isLike(_ other: Finding) -> Bool { kind == other.kind && site == other.site }
}

/// Why a conductor has stopped.
enum Ending: Sendable {
    /// The search has nothing left.
    case exhausted

    /// There may be no other schedule.
    case budgetUsedUp

    /// Threads were cut off, as daemon threads are: another conductor is to go on.
    case spent

    case failed(Finding)
}
