// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

@testable import Threading

/// What is due when: on one thread, at times that the tests make up.
@Suite struct TimerStateMachineTests {
    private var machine = TimerStateMachine()

    private func timer(at time: UInt64, _ repetition: TimerEntry.Repetition = .never) -> TimerEntry {
        TimerEntry(deadline: time, repetition) { _ in }
    }

    /// The timer that is to be run at the time; `nil` if there is none.
    private mutating func next(at time: UInt64) -> TimerEntry? {
        guard case .run(let entry) = machine.nextStep(at: time) else { return nil }
        return entry
    }

    private mutating func waitsUntil(at time: UInt64) -> UInt64? {
        guard case .wait(let until) = machine.nextStep(at: time) else { return nil }
        return until
    }

    private mutating func rests(at time: UInt64) -> Bool {
        guard case .rest = machine.nextStep(at: time) else { return false }
        return true
    }

    // MARK: What is next

    /// M1: once, at its time and not before.
    @Test mutating func nextStep_aroundTheTime_waitsThenRunsThenRests() {
        let entry = timer(at: 100)
        _ = machine.add(entry)
        let early = waitsUntil(at: 99)
        let run = next(at: 100)
        let isOver = rests(at: 100)
        #expect(early == 100)
        #expect(run === entry)
        #expect(isOver)
    }

    /// M1: what is late runs all the same.
    @Test mutating func nextStep_longAfterTheTime_runs() {
        let entry = timer(at: 100)
        _ = machine.add(entry)
        let run = next(at: 1_000_000)
        #expect(run === entry)
    }

    /// M1: at once, but after those that have waited for longer.
    @Test mutating func nextStep_ofSeveralThatAreDue_isTheEarliestThenTheFirstSet() {
        let entries = [30, 10, 20, 10, 30, 10].map { timer(at: $0) }
        for entry in entries { _ = machine.add(entry) }
        var order: [Int] = []
        while let entry = next(at: 50) { order.append(entry.number) }
        #expect(order == [2, 4, 6, 3, 1, 5])
    }

    @Test mutating func nextStep_withATimerThatNeverComes_waitsForEver() {
        _ = machine.add(timer(at: .max))
        let until = waitsUntil(at: UInt64(Int64.max))
        #expect(until == .max)
    }

    /// 24: a hundred thousand, of which every third is cancelled, come in order.
    @Test mutating func nextStep_ofAHundredThousand_isInOrder() {
        var random = SystemRandomNumberGenerator()
        let entries = (0..<100_000).map { _ in timer(at: UInt64.random(in: 1...10_000, using: &random)) }
        for entry in entries { _ = machine.add(entry) }
        for (index, entry) in entries.enumerated() where index % 3 == 0 { _ = machine.cancel(entry) }
        let kept = entries.enumerated().filter { $0.offset % 3 != 0 }.map(\.element)
        #expect(machine.pendingCount == kept.count)
        var run: [TimerEntry] = []
        while let entry = next(at: 10_000) { run.append(entry) }
        let sorted = kept.sorted { ($0.deadline, $0.number) < ($1.deadline, $1.number) }
        let isSorted = run.elementsEqual(sorted) { $0 === $1 }
        #expect(isSorted)
        #expect(entries.allSatisfy { $0.position == -1 })
    }

    // MARK: Cancelling

    /// M2: before its time it is over at once.
    @Test mutating func cancel_ofOneThatWaits_wins() {
        let entry = timer(at: 100)
        _ = machine.add(entry)
        #expect(machine.cancel(entry) == .over)
        #expect(entry.state == .over && !entry.isPending)
        #expect(machine.pendingCount == 0)
        let isOver = rests(at: 100)
        #expect(isOver)
    }

    /// M2: only the first wins.
    @Test mutating func cancel_twice_losesTheSecondTime() {
        let entry = timer(at: 100)
        _ = machine.add(entry)
        _ = machine.cancel(entry)
        #expect(machine.cancel(entry) == .lost)
    }

    /// M2: too late for one that runs once.
    @Test mutating func cancel_ofOneThatRuns_loses() {
        let entry = timer(at: 100)
        _ = machine.add(entry)
        _ = next(at: 100)
        #expect(!entry.isPending)
        #expect(machine.cancel(entry) == .lost)
        #expect(machine.endRun(entry, at: 101) == .last)
        #expect(machine.cancel(entry) == .lost)
    }

    /// M2: in time for the runs that one that repeats would have had.
    @Test mutating func cancel_ofARepeatingOneThatRuns_makesThisRunTheLast() {
        let entry = timer(at: 100, .every(10))
        _ = machine.add(entry)
        _ = next(at: 100)
        #expect(entry.isPending)
        #expect(machine.cancel(entry) == .lastRun)
        #expect(!entry.isPending)
        #expect(machine.cancel(entry) == .lost)
        #expect(machine.endRun(entry, at: 101) == .last)
        let isOver = rests(at: 1_000)
        #expect(isOver)
    }

    // MARK: Repeating

    /// 24: at a fixed rate a run that is late does not move the next.
    @Test mutating func endRun_atAFixedRate_keepsTheRate() {
        let entry = timer(at: 100, .every(10))
        _ = machine.add(entry)
        _ = next(at: 107)
        _ = machine.endRun(entry, at: 109)
        let until = waitsUntil(at: 109)
        #expect(until == 110)
    }

    /// 24: of the times that have passed only the latest is made up for, and the rate is kept.
    @Test mutating func endRun_atAFixedRateThatWasMissed_runsOnceAtOnce() {
        let entry = timer(at: 100, .every(10))
        _ = machine.add(entry)
        _ = next(at: 100)
        _ = machine.endRun(entry, at: 135)
        let late = next(at: 135)
        #expect(late === entry)
        _ = machine.endRun(entry, at: 136)
        let until = waitsUntil(at: 136)
        #expect(until == 140)
    }

    @Test func tick_isTheNextOrTheLatestThatHasPassed() {
        #expect(TimerStateMachine.tick(after: 100, every: 10, at: 100) == 110)
        #expect(TimerStateMachine.tick(after: 100, every: 10, at: 109) == 110)
        #expect(TimerStateMachine.tick(after: 100, every: 10, at: 110) == 110)
        #expect(TimerStateMachine.tick(after: 100, every: 10, at: 119) == 110)
        #expect(TimerStateMachine.tick(after: 100, every: 10, at: 120) == 120)
        #expect(TimerStateMachine.tick(after: 100, every: UInt64(Int64.max), at: 120) == .max)
    }

    /// 24: with a fixed delay, from the end of the run.
    @Test mutating func endRun_withAFixedDelay_countsFromTheEnd() {
        let entry = timer(at: 100, .pause(10))
        _ = machine.add(entry)
        _ = next(at: 107)
        _ = machine.endRun(entry, at: 135)
        let until = waitsUntil(at: 136)
        #expect(until == 145)
        _ = next(at: 145)
        _ = machine.endRun(entry, at: UInt64(Int64.max))
        let tooLate = waitsUntil(at: UInt64(Int64.max))
        #expect(tooLate == .max)
    }

    /// 24: one that repeats does not get ahead of others that are due.
    @Test mutating func endRun_ofARepeatingOne_letsTheOthersRunFirst() {
        let (fast, other) = (timer(at: 100, .every(1)), timer(at: 103))
        for entry in [fast, other] { _ = machine.add(entry) }
        _ = next(at: 105)
        _ = machine.endRun(fast, at: 105)
        let second = next(at: 105)
        #expect(second === other)
    }

    // MARK: Waking the keeper

    @Test mutating func add_whileTheKeeperIsAwake_needsNoWakeUp() {
        _ = machine.nextStep(at: 0)
        let wakes = machine.add(timer(at: 100))
        #expect(!wakes)
    }

    @Test mutating func add_whileTheKeeperSleeps_wakesItOnceForWhatIsEarlier() {
        machine.sleeps(until: 100)
        let later = machine.add(timer(at: 100))
        let earlier = machine.add(timer(at: 99))
        let again = machine.add(timer(at: 98))
        #expect(!later && earlier && !again)
    }

    /// 24: time-outs that are set and cancelled one after the other wake nobody.
    @Test mutating func add_afterTheEarliestWasCancelled_wakesNobodyForWhatIsLater() {
        _ = machine.nextStep(at: 0)
        let first = timer(at: 100)
        _ = machine.add(first)
        machine.sleeps(until: 100)
        _ = machine.cancel(first)
        #expect(!machine.sleepsForNothing)
        let wakes = machine.add(timer(at: 101))
        #expect(!wakes)
    }

    @Test mutating func cancel_ofTheLastWhileTheKeeperSleepsForEver_isSeen() {
        let never = timer(at: .max)
        _ = machine.add(never)
        machine.sleeps(until: .max)
        #expect(!machine.sleepsForNothing)
        _ = machine.cancel(never)
        #expect(machine.sleepsForNothing)
    }
}
