// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// What the environment asks for, each in a process of its own.
@Suite struct EnvironmentTests {
    @Test func schedules_inTheEnvironment_isTheDefault() async {
        await #expect(processExitsWith: .success) {
            _ = unsafe setenv("THREADING_EXPLORE_SCHEDULES", "7", 1)
            precondition(ExplorationEnvironment.schedules == 7)
            let report = try explore { BehaviourPrograms.manySchedules() }
            precondition(report.outcome == .budget(schedules: 7))
        }
    }

    @Test func schedules_givenByTheTest_goBeforeTheEnvironment() async {
        await #expect(processExitsWith: .success) {
            _ = unsafe setenv("THREADING_EXPLORE_SCHEDULES", "7", 1)
            let report = try explore(schedules: 12) { BehaviourPrograms.manySchedules() }
            precondition(report.outcome == .budget(schedules: 12))
        }
    }

    @Test func schedules_none_isOne() async {
        await #expect(processExitsWith: .success) {
            _ = unsafe setenv("THREADING_EXPLORE_SCHEDULES", "0", 1)
            let report = try explore { BehaviourPrograms.manySchedules() }
            precondition(report.outcome == .budget(schedules: 1))
        }
    }

    @Test func environment_whatIsNoNumber_isPassedOver() async {
        await #expect(processExitsWith: .success) {
            _ = unsafe setenv("THREADING_EXPLORE_SCHEDULES", "many", 1)
            _ = unsafe setenv("THREADING_EXPLORE_SEED", "-4", 1)
            precondition(ExplorationEnvironment.schedules == nil)
            precondition(ExplorationEnvironment.seed == nil)
            precondition(ExplorationStrategy.defaultSeed == 1)
            let report = try explore(.random()) { BehaviourPrograms.keptUpdate() }
            precondition(report.outcome == .budget(schedules: 1_000))
        }
    }

    @Test func seed_inTheEnvironment_isWhereRandomStrategiesBegin() async {
        await #expect(processExitsWith: .success) {
            _ = unsafe setenv("THREADING_EXPLORE_SEED", "42", 1)
            precondition(ExplorationStrategy.defaultSeed == 42)
            precondition(ExplorationStrategy.random() == .random(seed: 42))
            precondition(ExplorationStrategy.pct() == .pct(depth: 3, seed: 42))
            precondition(ExplorationStrategy.pos() == .pos(seed: 42))
        }
    }

    @Test(arguments: [("5", 5), ("0", 1), ("-3", 1), ("fast", 1), ("99999999", 1_000_000)])
    func timeFactor_inTheEnvironment_isOneOrMore(text: String, factor: Int) async {
        await #expect(processExitsWith: .success) { [text, factor] in
            _ = unsafe setenv("THREADING_EXPLORE_TIME_FACTOR", text, 1)
            precondition(ExplorationEnvironment.timeFactor == factor)
        }
    }

    /// No time stays none, and a time without an end is not multiplied.
    @Test func timeFactor_ofLimitsThatHaveNoMultiple_changesNothing() async {
        await #expect(processExitsWith: .success) {
            _ = unsafe setenv("THREADING_EXPLORE_TIME_FACTOR", "1000", 1)
            let none = try explore(.random(), timeLimit: .zero) { BehaviourPrograms.manySchedules() }
            precondition(none.outcome == .budget(schedules: 1))
            let endless = try explore(.random(), schedules: 3, timeLimit: .seconds(Int64.max)) {
                BehaviourPrograms.manySchedules()
            }
            precondition(endless.outcome == .budget(schedules: 3))
        }
    }

    /// The limit is over before the second schedule begins, unless it is longer than what is said here.
    @Test func timeFactor_makesLimitsLonger() async {
        await #expect(processExitsWith: .success) {
            _ = unsafe setenv("THREADING_EXPLORE_TIME_FACTOR", "1000000", 1)
            let report = try explore(.random(), schedules: 300, timeLimit: .microseconds(100)) {
                BehaviourPrograms.manySchedules()
            }
            precondition(report.outcome == .budget(schedules: 300))
        }
    }
}
