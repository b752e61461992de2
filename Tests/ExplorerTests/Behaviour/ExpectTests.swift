// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// How a schedule fails by what the test itself says.
@Suite struct ExpectTests {
    private struct Trouble: Error {}

    @Test func expect_whatIsTrue_goesOnAndDoesNotAskForTheMessage() throws {
        let asked = Box(false)
        let wentOn = Box(false)
        try explore {
            @Sendable func message() -> String {
                asked.value = true
                return "not needed"
            }
            expect(true, message())
            wentOn.value = true
        }
        #expect(!asked.value)
        #expect(wentOn.value)
    }

    @Test func expect_whatIsFalse_namesTheThreadAndThePlace() throws {
        let line = #line + 2
        let failure = try caught {
            try explore { together({ expect(1 + 1 == 3, "sums are wrong") }) }
        }
        #expect(failure.kind == .expectation)
        #expect(failure.message == "sums are wrong, in t1 at ExplorerTests/ExpectTests.swift:\(line)")
    }

    @Test func expect_withoutAMessage_hasASentenceOfItsOwn() throws {
        let failure = try #require(throws: ExplorationFailure.self) { try explore { expect(false) } }
        #expect(failure.message.hasPrefix("an expectation did not hold, in main at ExplorerTests/ExpectTests.swift:"))
    }

    /// By default the first thread runs first, and it fails in each schedule.
    @Test func expect_whatIsFalse_endsItsThreadAndTheOthers() throws {
        let ran = Locked<Set<String>>([])
        #expect(throws: ExplorationFailure.self) {
            try explore(.exhaustive) {
                let first = NativeThread.spawn {
                    ran.withLock { _ = $0.insert("before") }
                    expect(false)
                    ran.withLock { _ = $0.insert("after, in the same thread") }
                }
                let second = NativeThread.spawn { ran.withLock { _ = $0.insert("in another thread") } }
                first.join()
                second.join()
                ran.withLock { _ = $0.insert("in the body") }
            }
        }
        #expect(ran.withLock { $0 } == ["before"])
    }

    @Test func expect_whatIsFalse_endsTheExploration() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.random(), schedules: 100) { expect(false) }
        }
        #expect(failure.schedules == 1)
    }

    @Test func expect_outsideOfAnExploration_stopsOnlyWhenFalse() async {
        expect(true)
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            expect(false)
        }
        #expect(result.errorText.contains("expect was called by a thread that no exploration runs"))
    }

    // MARK: Errors

    @Test func explore_aBodyThatThrows_isAFailure() throws {
        let failure = try #require(throws: ExplorationFailure.self) { try explore { throw Trouble() } }
        #expect(failure.kind == .error)
        #expect(failure.message.hasPrefix("the test threw an error: Trouble"), "\(failure)")
    }

    @Test func explore_aBodyThatThrowsInSomeScheduleOnly_isAFailure() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore {
                let cell = AtomicCell(0)
                let thread = NativeThread.spawn { cell.store(1) }
                let seen = cell.load()
                thread.join()
                if seen == 1 { throw Trouble() }
            }
        }
        #expect(failure.kind == .error)
        #expect(failure.schedules > 1)
    }

    @Test func explore_aThreadThatThrowsAndIsNotJoined_isAFailure() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore { NativeThread.spawn(name: "thrower") { () throws(Trouble) -> Void in throw Trouble() } }
        }
        #expect(failure.kind == .error)
        #expect(failure.message.contains("thrower threw an error, and nobody joined it"), "\(failure)")
        #expect(failure.message.contains("Trouble"), "\(failure)")
    }

    @Test func explore_aThreadThatThrowsAndIsJoined_isNone() throws {
        let caught = Locked(0)
        let report = try explore {
            let thread = NativeThread.spawn { () throws(Trouble) -> Void in throw Trouble() }
            do {
                try thread.join()
            } catch {
                caught.withLock { $0 += 1 }
            }
        }
        #expect(report.isExhausted)
        #expect(caught.withLock { $0 } == report.schedules)
    }
}
