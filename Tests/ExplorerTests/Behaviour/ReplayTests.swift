// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingTestSupport

/// The schedule that a failure names, run again.
@Suite struct ReplayTests {
    @Test(arguments: [ExplorationStrategy.exhaustive, .random(seed: 5), .pct(seed: 5), .pos(seed: 5)])
    func exploreReplaying_theScheduleOfAFailure_failsLikewise(_ strategy: ExplorationStrategy) throws {
        let found = try #require(throws: ExplorationFailure.self) {
            try explore(strategy) { BehaviourPrograms.lostUpdate() }
        }
        let again = try #require(throws: ExplorationFailure.self) {
            try explore(replaying: found.schedule) { BehaviourPrograms.lostUpdate() }
        }
        #expect(again.kind == found.kind)
        #expect(again.message == found.message)
        #expect(again.schedule == found.schedule)
        #expect(again.trace == found.trace)
        #expect(again.schedules == 1)
    }

    @Test func exploreReplaying_aProgramThatWasMended_passes() throws {
        let found = try #require(throws: ExplorationFailure.self) { try explore { BehaviourPrograms.lostUpdate() } }
        let report = try explore(replaying: found.schedule) { BehaviourPrograms.keptUpdate() }
        #expect(report.outcome == .budget(schedules: 1))
    }

    @Test(arguments: ["0@99>7", "5@1>2", "1@1=4,2@2>9", "t@3>1", "0@1>t", ""])
    func exploreReplaying_departuresThatDoNotFit_passesOverThem(_ schedule: String) throws {
        let runs = Box(0)
        let report = try explore(replaying: schedule) {
            runs.value += 1
            BehaviourPrograms.keptUpdate()
        }
        #expect(report.outcome == .budget(schedules: 1))
        #expect(runs.value == 1)
    }

    /// Without departures the thread with the lowest number goes on.
    @Test func exploreReplaying_departures_saysWhoIsNext() throws {
        #expect(try order("") == [1, 2])
        #expect(try order("0@3>2") == [2, 1])
    }

    @Test func exploreReplaying_aChoice_choosesTheSame() throws {
        let body: @Sendable () -> Void = { expect(choose(0..<5) != 3, "it was three") }
        let found = try #require(throws: ExplorationFailure.self) { try explore { body() } }
        #expect(!found.schedule.isEmpty)
        let again = try #require(throws: ExplorationFailure.self) {
            try explore(replaying: found.schedule) { body() }
        }
        #expect(again.message == found.message)
        try explore(replaying: "") { expect(choose(0..<5) == 0, "the first is the default") }
    }

    @Test func exploreReplaying_timeThatPasses_doesSoAgain() throws {
        let body: @Sendable () -> Void = {
            let event = Event()
            let thread = NativeThread.spawn { event.set() }
            expect(event.wait(for: .seconds(5)), "too late")
            thread.join()
        }
        let found = try #require(throws: ExplorationFailure.self) { try explore { body() } }
        #expect(found.schedule.contains("t"))
        let again = try #require(throws: ExplorationFailure.self) {
            try explore(replaying: found.schedule) { body() }
        }
        #expect(again.message == found.message)
    }

    @Test func exploreReplaying_whatIsNoSchedule_stopsWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            try explore(replaying: "nonsense") {}
        }
        #expect(result.errorText.contains("\"nonsense\" is no schedule"))
    }

    @Test func exploreReplaying_aNegativeOperation_stopsWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            try explore(replaying: "0@1>2,0@-1>2") {}
        }
        #expect(result.errorText.contains("is no schedule"))
    }

    /// In which order two threads take a lock.
    private func order(_ schedule: String) throws -> [Int] {
        let seen = Box<[Int]>([])
        try explore(replaying: schedule) {
            let order = Locked<[Int]>([])
            together({ order.withLock { $0.append(1) } }, { order.withLock { $0.append(2) } })
            seen.value = order.withLock { $0 }
        }
        return seen.value
    }
}
