// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// Threads that wait in loops.
@Suite struct LivelockTests {
    private static let strategies: [ExplorationStrategy] = [.exhaustive, .random(), .pct(), .pct(depth: 1), .pos()]

    @Test(arguments: strategies)
    func explore_threadsThatSpinOnEachOther_isALivelock(_ strategy: ExplorationStrategy) throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(strategy, stepLimit: 200) {
                let one = AtomicCell(false)
                let other = AtomicCell(false)
                together(
                    {
                        while !one.load() {}
                        other.store(true)
                    },
                    {
                        while !other.load() {}
                        one.store(true)
                    }
                )
            }
        }
        #expect(failure.kind == .livelock)
        #expect(failure.message.contains("no end after 200 steps"), "\(failure)")
    }

    @Test func explore_aBodyThatSpinsAlone_isALivelock() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(stepLimit: 100) {
                let cell = AtomicCell(0)
                while cell.load() == 0 {}
            }
        }
        #expect(failure.kind == .livelock)
    }

    @Test func stepLimit_ofALongScheduleThatEnds_isNotReachedAtThatLength() throws {
        let body: @Sendable () -> Void = {
            let cell = AtomicCell(0)
            let thread = NativeThread.spawn { cell.add(1) }
            for _ in 1...100 { cell.add(1) }
            thread.join()
        }
        let report = try explore(.random(), schedules: 20, stepLimit: 300, body)
        #expect(report.longestSchedule > 100)
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.random(), schedules: 20, stepLimit: 50, body)
        }
        #expect(failure.kind == .livelock)
    }

    @Test(arguments: strategies)
    func explore_aSpinThatAnotherThreadEnds_passes(_ strategy: ExplorationStrategy) throws {
        let report = try explore(strategy, schedules: 300, stepLimit: 1_000) {
            let flag = AtomicCell(false)
            together({ while !flag.load() {} }, { flag.store(true) })
        }
        #expect(report.schedules >= 1)
    }

    @Test(arguments: [Int?.none, 2])
    func exploreExhaustive_aSpinThatAnotherThreadEnds_isNoLivelock(_ preemptions: Int?) throws {
        let report = try explore(.exhaustive, preemptions: preemptions, stepLimit: 150) {
            let flag = AtomicCell(false)
            together({ while !flag.load() {} }, { flag.store(true) })
        }
        #expect(report.isExhausted)
        #expect(report.longestSchedule < 150)
    }

    @Test(arguments: strategies)
    func explore_aLockFromACellAndASpin_passes(_ strategy: ExplorationStrategy) throws {
        try explore(strategy, schedules: 300, stepLimit: 2_000) {
            let isHeld = AtomicCell(false)
            let count = WatchedVariable(0)
            let work: @Sendable () -> Void = {
                while !isHeld.compareExchange(expected: false, desired: true).exchanged {}
                count.write(count.read() + 1)
                isHeld.store(false)
            }
            together(work, work)
            expect(count.read() == 2)
        }
    }

    @Test(arguments: strategies)
    func explore_aSpinOnALockThatIsTried_passes(_ strategy: ExplorationStrategy) throws {
        try explore(strategy, schedules: 300, stepLimit: 2_000) {
            let lock = Lock()
            let work: @Sendable () -> Void = {
                while !lock.lockIfAvailable() {}
                lock.unlock()
            }
            together(work, work)
        }
    }
}
