// Part of swift-threading. Apache-2.0: see LICENSE.

/// Who decides which schedule comes next, decision by decision.
///
/// Called by whoever has the turn.
protocol Search: AnyObject {
    /// Begins a schedule; false if there is none left.
    func begin() -> Bool

    /// Picks one of the conductor's options, of which there are several; the first is the default.
    func pick(_ conductor: Conductor) -> Int

    /// Picks one of several values; the first is the default.
    func pickValue(_ count: Int, _ conductor: Conductor) -> Int

    /// The last step of the conductor's trace has been done.
    func stepEnded(_ conductor: Conductor)

    /// The schedule has come to its end.
    func end(_ trace: Trace)

    /// Decisions are from now on where they were not before: what was planned is worth nothing.
    func restart()

    /// The number that this search gave its last decision.
    var decision: Int { get }

    /// Whether the schedule wants a decision at a place where there is none by itself.
    func departs(at actor: Int, _ operation: Int) -> Bool

    /// Whether the end of this search means that all has been seen.
    var isExhaustive: Bool { get }

    /// What seemed to be all is not: goes on with what is not exhaustive; false if there is nothing.
    func goOnWithoutExhausting() -> Bool

    /// What went wrong with the search, to be told in the place of its result.
    var complaint: String? { get }
}

extension Search {
    func stepEnded(_ conductor: Conductor) {}
    func end(_ trace: Trace) {}
    func restart() {}
    var decision: Int { -1 }
    func departs(at actor: Int, _ operation: Int) -> Bool { false }
    var isExhaustive: Bool { false }
    func goOnWithoutExhausting() -> Bool { false }
    var complaint: String? { nil }
}
