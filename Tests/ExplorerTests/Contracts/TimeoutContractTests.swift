// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What ``Timeout`` promises, in every interleaving, on the virtual clock.
@Suite struct TimeoutContractTests {
    @Test func schedule_runsAndShowsWhatWasDoneBefore() throws {
        try exhaust {
            let value = WatchedVariable(0)
            value.write(1)
            let timeout = Timeout.schedule(after: .seconds(3_600)) { value.write(value.read() + 1) }
            timeout.wait()
            expect(value.read() == 2, "over, and has not run")
            expect(!timeout.isPending && !timeout.cancel())
        }
    }

    @Test func cancel_whileTheTimeMayPass_winsOrItRuns() throws {
        try exhaust([[true, false], [false, true]]) {
            let hasRun = AtomicCell(false)
            let timeout = Timeout.schedule(after: .seconds(1)) { hasRun.store(true) }
            let hasWon = timeout.cancel()
            timeout.wait()
            return [hasWon, hasRun.load()]
        }
    }

    @Test func cancel_byTwoThreads_winsOnceAtTheMost() throws {
        try exhaust([[true, false], [false, true], [false, false]]) {
            let hasRun = AtomicCell(false)
            let timeout = Timeout.schedule(after: .seconds(1)) { hasRun.store(true) }
            let other = NativeThread.spawn { timeout.cancel() }
            let won = [timeout.cancel(), other.join()]
            timeout.wait()
            expect(hasRun.load() != won.contains(true), "it ran and was cancelled, or neither")
            return won
        }
    }

    @Test func cancelAndWait_leavesTheActionInPeace() throws {
        try exhaust([true, false]) {
            let value = WatchedVariable(0)
            let timeout = Timeout.schedule(after: .seconds(1)) { value.write(1) }
            let hasWon = timeout.cancelAndWait()
            // A race if the action still ran.
            value.write(2)
            return hasWon
        }
    }

    @Test func cancelAndWait_inTheActionItself_doesNotWait() throws {
        try exhaust {
            let own = Locked<Timeout?>(nil)
            let isKnown = Event()
            let timeout = Timeout.schedule(after: .seconds(1)) {
                isKnown.wait()
                expect(own.withLock { $0 }?.cancelAndWait() == false)
            }
            own.withLock { $0 = timeout }
            isKnown.set()
            timeout.wait()
        }
    }

    @Test func cancel_destroysWhatTheActionCaptured() throws {
        try exhaust {
            let isDestroyed = AtomicCell(false)
            let timeout = Timeout.schedule(after: .seconds(1)) { [captured = Witness(isDestroyed)] in captured.look() }
            timeout.cancelAndWait()
            expect(isDestroyed.load(), "over while its captures are alive")
        }
    }

    @Test func two_runInTheOrderOfTheirTimes() throws {
        // Both are set before time passes.
        try exhaust([[1, 2]], preemptions: 0) {
            let order = Locked<[Int]>([])
            let late = Timeout.schedule(after: .seconds(2)) { order.withLock { $0.append(2) } }
            let early = Timeout.schedule(after: .seconds(1)) { order.withLock { $0.append(1) } }
            early.wait()
            late.wait()
            return order.withLock { $0 }
        }
    }

    /// A timer that is set while the timer thread sleeps for a later one.
    @Test func schedule_earlierThanTheTimerThreadSleeps_wakesIt() throws {
        // Time passes only where nothing else can go on, so the thread sleeps until the late one's time.
        try exhaust([[1, 2]], preemptions: 0) {
            let order = Locked<[Int]>([])
            let late = Timeout.schedule(after: .seconds(3_600)) { order.withLock { $0.append(2) } }
            NativeThread.sleep(for: .seconds(1))
            let early = Timeout.schedule(after: .seconds(1)) { order.withLock { $0.append(1) } }
            expect(early.wait(for: .seconds(60)), "the earlier one waited for the later one")
            late.wait()
            return order.withLock { $0 }
        }
    }

    @Test func wait_forATime_isOverOrNot() throws {
        try exhaust([true, false]) {
            let timeout = Timeout.schedule(after: .seconds(1)) {}
            let isOver = timeout.wait(for: .seconds(1))
            timeout.wait()
            return isOver
        }
    }

    @Test func wait_forOneThatNeverComes_endsWhenItIsCancelled() throws {
        try exhaust {
            let timeout = Timeout.schedule(after: nil) { expect(false, "for ever is over") }
            let waiter = NativeThread.spawn { timeout.wait() }
            expect(timeout.cancel())
            waiter.join()
        }
    }

    @Test func repeating_thatCancelsItself_runsAsOftenAsItLets() throws {
        try exhaust {
            let value = WatchedVariable(0)
            let timeout = Timeout.repeating(every: .seconds(1)) { timer in
                value.write(value.read() + 1)
                if value.read() == 2 { expect(timer.cancel()) }
            }
            timeout.wait()
            expect(value.read() == 2)
        }
    }

    @Test func repeating_thatIsCancelledFromOutside_runsNoMore() throws {
        try exhaust([0, 1], preemptions: 2) {
            let value = WatchedVariable(0)
            let timeout = Timeout.repeating(every: .seconds(1)) { _ in value.write(value.read() + 1) }
            expect(timeout.cancelAndWait(), "nobody else has cancelled it")
            return value.read()
        }
    }

    @Test func repeating_onThreadsOfItsOwn_neverOverlaps() throws {
        try exhaust(preemptions: 2) {
            let value = WatchedVariable(0)
            let timeout = Timeout.repeating(pause: .seconds(1), on: .ownThread) { timer in
                value.write(value.read() + 1)
                if value.read() == 2 { timer.cancel() }
            }
            timeout.wait()
            expect(value.read() == 2)
        }
    }

    @Test func schedule_onItsOwnThread_leavesTheTimerThreadToOthers() throws {
        try exhaust(preemptions: 2) {
            let mayEnd = Event()
            let slow = Timeout.schedule(after: .seconds(1), on: .ownThread) { mayEnd.wait() }
            Timeout.schedule(after: .seconds(2)) { mayEnd.set() }.wait()
            slow.wait()
        }
    }

    @Test func timer_thatNobodyWaitsFor_isRunBeforeTheScheduleEnds() throws {
        let runs = Locked(0)
        let report = try explore {
            Timeout.schedule(after: .seconds(3_600)) { runs.withLock { $0 += 1 } }
        }
        #expect(report.isExhausted)
        #expect(runs.withLock { $0 } == report.schedules)
    }

    @Test func name_ofATimer_isTheSameInEachSchedule() throws {
        let names = Locked<Set<String>>([])
        let report = try explore {
            let timeout = Timeout.schedule(after: .seconds(1)) {}
            timeout.cancel()
            names.withLock { _ = $0.insert(timeout.name) }
        }
        #expect(report.schedules > 1)
        #expect(names.withLock { $0 } == ["Timeout-1"])
    }

    // MARK: What is told

    @Test func error_thatLeavesAnAction_isAFailure() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore { Timeout.schedule(after: .seconds(1), name: "unlucky") { throw ContractError(number: 1) } }
        }
        #expect(failure.kind == .error)
        #expect(failure.message.contains("unlucky threw an error"), "\(failure)")
    }

    @Test func repeating_thatNobodyCancels_isRefusedWithASentence() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore { Timeout.repeating(every: .seconds(1), name: "endless") { _ in } }
        }
        #expect(failure.kind == .misuse)
        #expect(failure.message.contains("the timer \"endless\" has run 1000 times"), "\(failure)")
    }

    @Test func wait_forATimerFromOutside_isMisuse() throws {
        let timeout = Timeout.schedule(after: nil) {}
        let failure = try #require(throws: ExplorationFailure.self) { try explore { timeout.wait() } }
        #expect(failure.kind == .misuse)
        #expect(failure.message.contains("was made outside the exploration"), "\(failure)")
        timeout.cancel()
    }

    @Test func atExit_inAnExploration_isNeverCalled() throws {
        let report = try explore {
            let hook = NativeThread.atExit { expect(false, "the process has not ended") }
            expect(!hook.remove())
        }
        #expect(report.isExhausted)
    }
}
