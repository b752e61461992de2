// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// Explores every distinct schedule of the body, and expects that what it returns, over all of them, is this: each
/// at least once, and nothing else.
///
/// - Parameters:
///   - expected: what is documented to be possible.
///   - preemptions: bounds the search where there is no end of it otherwise. With none at all, a thread runs until it
///     blocks, and time passes when there is nothing else to do: so it is certain who sleeps.
///   - conditions: what conditions are taken to promise.
///   - location: where a difference is told.
///   - body: the test.
/// - Throws: a failure that a schedule has found.
func exhaust<Outcome: Hashable & Sendable>(
    _ expected: Set<Outcome>,
    preemptions: Int? = nil,
    conditions: ConditionModel = .promised,
    at location: SourceLocation = #_sourceLocation,
    _ body: @escaping @Sendable () throws -> Outcome
) throws {
    let outcomes = Locked<Set<Outcome>>([])
    let report = try explore(
        .exhaustive,
        preemptions: preemptions,
        schedules: 20_000,
        timeLimit: .seconds(900),
        conditions: conditions
    ) {
        let outcome = try body()
        outcomes.withLock { _ = $0.insert(outcome) }
    }
    #expect(report.isExhausted, "\(report)", sourceLocation: location)
    #expect(outcomes.withLock { $0 } == expected, sourceLocation: location)
}

/// The same for a body that has nothing to tell.
func exhaust(
    preemptions: Int? = nil,
    conditions: ConditionModel = .promised,
    at location: SourceLocation = #_sourceLocation,
    _ body: @escaping @Sendable () throws -> Void
) throws {
    try exhaust([true], preemptions: preemptions, conditions: conditions, at: location) {
        try body()
        return true
    }
}
