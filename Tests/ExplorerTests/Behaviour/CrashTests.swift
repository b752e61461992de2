// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// A schedule that ends the process: the explorer has the last word.
@Suite struct CrashTests {
    @Test func explore_aBodyThatTrapsInSomeSchedule_printsTheLineThatReplays() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            try explore { Self.trapsInSomeSchedule() }
        }
        let text = result.errorText
        #expect(text.contains("explore(replaying: \""), "\(text)")
        // By default it does not trap.
        #expect(!text.contains("explore(replaying: \"\""), "\(text)")
        #expect(text.contains("ExplorerTests/CrashTests.swift:"), "\(text)")
    }

    @Test func exploreReplaying_theDefaultSchedule_doesNotTrap() throws {
        let report = try explore(replaying: "") { Self.trapsInSomeSchedule() }
        #expect(report.schedules == 1)
    }

    @Test func explore_afterwards_leavesCrashesOfOthersAlone() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            try explore { BehaviourPrograms.oneLockForTwo() }
            Self.element([1, 2], at: 5)
        }
        #expect(!result.errorText.contains("explore(replaying:"))
    }

    private static func trapsInSomeSchedule() {
        let index = AtomicCell(0)
        together(
            {
                index.store(5)
                index.store(0)
            },
            { element([1, 2], at: index.load()) }
        )
    }

    @inline(never)
    private static func element(_ numbers: [Int], at index: Int) {
        precondition(numbers[index] > 0)
    }
}
