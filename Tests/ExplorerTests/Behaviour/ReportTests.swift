// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What an exploration without a failure says of itself.
@Suite struct ReportTests {
    @Test func explore_anEmptyBody_isExhaustedAfterOneSchedule() throws {
        let report = try explore {}
        #expect(report.outcome == .exhausted(schedules: 1))
        #expect(report.isExhausted)
        #expect(report.schedules == 1)
        #expect(report.remarks.isEmpty)
        #expect(report.description == "every distinct schedule has passed: 1 schedule")
    }

    @Test func explore_twoThreadsOnOneLock_isExhaustedWithTheSameCountEachTime() throws {
        for _ in 1...5 {
            let report = try explore { BehaviourPrograms.oneLockForTwo() }
            #expect(report.outcome == .exhausted(schedules: 2))
            #expect(report.description == "every distinct schedule has passed: 2 schedules")
        }
    }

    @Test func explore_threadsThatShareNothing_isExhaustedAfterOneSchedule() throws {
        let report = try explore {
            let work: @Sendable () -> Void = { Lock().withLock {} }
            together(work, work)
        }
        #expect(report.outcome == .exhausted(schedules: 1))
    }

    @Test(arguments: [ExplorationStrategy.exhaustive, .random(), .pct(), .pos()])
    func explore_withABudgetOfSchedules_runsExactlyThatMany(_ strategy: ExplorationStrategy) throws {
        let runs = Box(0)
        let report = try explore(strategy, schedules: 7) {
            runs.value += 1
            BehaviourPrograms.manySchedules()
        }
        #expect(report.outcome == .budget(schedules: 7))
        #expect(!report.isExhausted)
        #expect(runs.value == 7)
        #expect(report.description == "7 schedules passed; there are more")
    }

    @Test func explore_withSeveralStrategies_sharesTheBudget() throws {
        let report = try explore(.random(), .pct(depth: 2), .pos(), schedules: 11) { BehaviourPrograms.manySchedules() }
        #expect(report.outcome == .budget(schedules: 11))
    }

    @Test func explore_withSeveralStrategies_endsWhenTheExhaustiveOneDoes() throws {
        let report = try explore(.random(), .exhaustive) { BehaviourPrograms.oneLockForTwo() }
        #expect(report.isExhausted)
    }

    /// The first schedule is begun in any case.
    @Test func explore_withoutAnyTime_runsOneSchedule() throws {
        let report = try explore(.random(), timeLimit: .zero) { BehaviourPrograms.manySchedules() }
        #expect(report.outcome == .budget(schedules: 1))
        #expect(report.description == "1 schedule passed; there are more")
    }

    @Test func longestSchedule_countsTheStepsOfTheLongest() throws {
        let steps = try [1, 5].map { count in
            try explore {
                let cell = AtomicCell(0)
                let work: @Sendable () -> Void = {
                    for _ in 1...count { cell.add(1) }
                }
                together(work, { cell.add(1) })
            }.longestSchedule
        }
        #expect(steps[0] > 0)
        #expect(steps[1] == steps[0] + 4)
    }

    @Test func preemptions_none_hidesABugThatNeedsOne() throws {
        let report = try explore(preemptions: 0) { BehaviourPrograms.lostUpdate() }
        #expect(report.isExhausted)
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(preemptions: 1) { BehaviourPrograms.lostUpdate() }
        }
        #expect(failure.kind == .expectation)
    }

    @Test(arguments: [ExplorationStrategy.random(), .pct(), .pos()])
    func preemptions_none_bindsRandomStrategiesToo(_ strategy: ExplorationStrategy) throws {
        let report = try explore(strategy, preemptions: 0, schedules: 200) { BehaviourPrograms.lostUpdate() }
        #expect(report.outcome == .budget(schedules: 200))
    }

    @Test func preemptions_moreAllowed_hasMoreSchedules() throws {
        let counts = try [0, 1, 2].map { bound in
            let report = try explore(.exhaustive, preemptions: bound) {
                let cell = AtomicCell(0)
                let work: @Sendable () -> Void = {
                    for _ in 1...3 { cell.add(1) }
                }
                together(work, work)
            }
            #expect(report.isExhausted)
            return report.schedules
        }
        #expect(counts[0] < counts[1])
        #expect(counts[1] < counts[2])
    }
}
