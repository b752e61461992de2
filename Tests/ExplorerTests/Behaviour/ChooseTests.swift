// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What a test leaves open by `choose`.
@Suite struct ChooseTests {
    @Test func choose_inAnExhaustiveExploration_givesEachElementOnce() throws {
        let seen = Locked<[String]>([])
        let report = try explore(.exhaustive) {
            let word = choose(["one", "two", "three"])
            seen.withLock { $0.append(word) }
        }
        #expect(report.outcome == .exhausted(schedules: 3))
        #expect(seen.withLock { $0 }.sorted() == ["one", "three", "two"])
    }

    @Test func choose_twice_givesEachPair() throws {
        let seen = Locked<Set<Int>>([])
        let report = try explore(.exhaustive) {
            let pair = choose(0..<3) * 10 + choose(0..<2)
            seen.withLock { _ = $0.insert(pair) }
        }
        #expect(report.outcome == .exhausted(schedules: 6))
        #expect(seen.withLock { $0 } == [0, 1, 10, 11, 20, 21])
    }

    @Test func choose_onAThread_isCombinedWithTheOrderOfThreads() throws {
        let seen = Locked<Set<Int>>([])
        let report = try explore(.exhaustive) {
            let cell = AtomicCell(0)
            together({ cell.store(choose(1...2)) }, { cell.store(cell.load() + 10) })
            let last = cell.load()
            seen.withLock { _ = $0.insert(last) }
        }
        #expect(report.isExhausted)
        #expect(seen.withLock { $0 } == [1, 2, 10, 11, 12])
    }

    @Test(arguments: [ExplorationStrategy.random(), .pct(), .pos()])
    func choose_withARandomStrategy_givesEachElementSooner(_ strategy: ExplorationStrategy) throws {
        let seen = Locked<Set<Int>>([])
        try explore(strategy, schedules: 200) {
            let number = choose(0..<4)
            seen.withLock { _ = $0.insert(number) }
        }
        #expect(seen.withLock { $0 } == [0, 1, 2, 3])
    }

    @Test func choose_withABoundOnPreemptions_costsNone() throws {
        let seen = Locked<Set<Bool>>([])
        let report = try explore(.exhaustive, preemptions: 0) {
            let isSo = choose([false, true])
            seen.withLock { _ = $0.insert(isSo) }
        }
        #expect(report.outcome == .exhausted(schedules: 2))
        #expect(seen.withLock { $0 } == [false, true])
    }

    @Test func choose_ofASlice_countsFromItsStart() throws {
        let seen = Locked<Set<Int>>([])
        try explore(.exhaustive) {
            let number = choose([1, 2, 3, 4][2...])
            seen.withLock { _ = $0.insert(number) }
        }
        #expect(seen.withLock { $0 } == [3, 4])
    }

    @Test func choose_ofOne_isNoChoice() throws {
        let report = try explore(.exhaustive) { expect(choose([5]) == 5) }
        #expect(report.outcome == .exhausted(schedules: 1))
    }

    @Test func choose_ofNothing_stopsWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            try explore { _ = choose([Int]()) }
        }
        #expect(result.errorText.contains("there is nothing to choose from"))
    }

    @Test func choose_outsideOfAnExploration_stopsWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = choose([1, 2])
        }
        #expect(result.errorText.contains("choose was called by a thread that no exploration runs"))
    }
}
