// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// Runs a test under many interleavings of its threads, and throws the first that fails.
///
/// ```swift
/// @Test func transfersNeverDeadlock() throws {
///     try explore {
///         let a = Account(100), b = Account(0)
///         let one = NativeThread.spawn { a.transfer(10, to: b) }
///         let two = NativeThread.spawn { b.transfer(10, to: a) }
///         one.join()
///         two.join()
///         expect(a.balance + b.balance == 100)
///     }
/// }
/// ```
///
/// The body uses this package's threads, locks, events, queues, futures and pools as ever. Inside, one
/// thread runs at a time; at each step that others can see, the explorer decides who is next. Everything
/// that the threads share must be made in the body, and the body must do the same each time: no
/// random numbers (see ``choose(_:)``), no real time, no input. Waits with a time-out and sleeps take no
/// time: that the time is over is one more thing that can happen.
///
/// Without a strategy: dynamic partial-order reduction until every distinct schedule has passed or a
/// fifth of the budget is used up, then in turns with PCT of depth 2 and 3, partial-order sampling and
/// random walk, since each finds bugs that the others miss.
///
/// **Blocking**: until the exploration is over. It computes all the time, on threads of its own.
///
/// **What a pass means**: read <doc:WhatAPassProves>.
///
/// - Parameters:
///   - strategies: how to look; several take turns.
///   - preemptions: how often at the most a thread that could go on is made to wait; `nil` is without bound.
///   - schedules: how many to run at the most; the environment's `THREADING_EXPLORE_SCHEDULES` goes before
///     the default of 1,000.
///   - timeLimit: when to begin no other one; times the environment's `THREADING_EXPLORE_TIME_FACTOR`.
///   - stepLimit: how many steps a schedule may have before it is taken for one that does not end.
///   - conditions: what conditions are taken to promise.
///   - fileID: where the exploration is, for the text of a failure.
///   - line: where the exploration is.
///   - body: the test. An error that leaves it is a failure.
/// - Throws: ``ExplorationFailure``.
/// - Returns: how far it came.
@discardableResult
public func explore(
    _ strategies: ExplorationStrategy...,
    preemptions: Int? = nil,
    schedules: Int = ExplorationEnvironment.schedules ?? 1_000,
    timeLimit: Duration = .seconds(10),
    stepLimit: Int = 20_000,
    conditions: ConditionModel = .promised,
    fileID: StaticString = #fileID,
    line: UInt = #line,
    _ body: @escaping @Sendable () throws -> Void
) throws(ExplorationFailure) -> ExplorationReport {
    Misuse.unless(schedules > 0, "an exploration runs one schedule or more, not \(schedules)")
    Misuse.unless(stepLimit > 0, "a schedule has one step or more, not \(stepLimit)")
    Misuse.unless(preemptions ?? 0 >= 0, "an exploration allows no preemption or more, not \(preemptions ?? 0)")
    requireNoExploration()
    let settings = ExplorationSettings(
        preemptions: preemptions,
        schedules: schedules,
        timeLimit: timeLimit,
        stepLimit: stepLimit,
        conditions: conditions,
        fileID: fileID,
        line: line,
        body: body
    )
    let search =
        strategies.isEmpty
        ? Portfolio.standard(preemptions: preemptions, schedules: schedules)
        : Portfolio(strategies.map { $0.search(preemptions: preemptions) }, schedules: schedules)
    return try Exploration(settings: settings).run(search)
}

/// Runs a test once, under the schedule that a failure named.
///
/// ```swift
/// try explore(replaying: "0@3>2,2@2>1") { … }
/// ```
///
/// A schedule lists where it departs from the default, in which a thread runs as long as it can and the
/// one with the lowest number follows: `1@2>3` makes thread 3 run when thread 1 is about to do its second
/// operation, and `>t` lets time pass. Thread 0 is the body; the others are numbered as they are
/// started. `1@2=1` is the second possibility of what thread 1 then does: of ``choose(_:)``, say. What no longer
/// fits the test is passed over, so that the line can stay while the bug is being mended.
///
/// - Parameters:
///   - schedule: what ``ExplorationFailure/schedule`` says.
///   - stepLimit: how many steps the schedule may have.
///   - conditions: what conditions are taken to promise; the same as when the schedule was found.
///   - fileID: where the exploration is, for the text of a failure.
///   - line: where the exploration is.
///   - body: the test.
/// - Throws: ``ExplorationFailure``.
/// - Returns: a report of one schedule.
@discardableResult
public func explore(
    replaying schedule: String,
    stepLimit: Int = 20_000,
    conditions: ConditionModel = .promised,
    fileID: StaticString = #fileID,
    line: UInt = #line,
    _ body: @escaping @Sendable () throws -> Void
) throws(ExplorationFailure) -> ExplorationReport {
    Misuse.unless(stepLimit > 0, "a schedule has one step or more, not \(stepLimit)")
    requireNoExploration()
    guard let schedule = Schedule(schedule) else {
        Misuse.stop("\"\(schedule)\" is no schedule; one looks like 1@2>3,0@4=1, as a failure has printed it")
    }
    let settings = ExplorationSettings(
        preemptions: nil,
        schedules: 1,
        timeLimit: .seconds(0),
        stepLimit: stepLimit,
        conditions: conditions,
        fileID: fileID,
        line: line,
        body: body
    )
    return try Exploration(settings: settings).replay(schedule)
}

private func requireNoExploration() {
    Misuse.unless(Seam.current == nil, "an exploration cannot be made in the body of another")
}
