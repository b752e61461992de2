// Part of swift-threading. Apache-2.0: see LICENSE.

import CThreading
import Testing

@testable import ThreadingCore

/// The half of ``LockAlgorithm``'s table that gives the lock back.
@Suite struct LockReleaseTests {
    private struct Outcome {
        let wasHeld: Bool
        let word: FakeState
        let fair: FakeState
    }

    /// `release` of a word of this value, when a hand-over is due or not.
    ///
    /// The algorithm reads the clock itself. «Not due» is one interval long, so a thread that loses its
    /// processor for as long gets another attempt.
    private func release(_ value: UInt32, isDue: Bool = false, _ script: (FakeState) -> Void = { _ in }) -> Outcome {
        while true {
            let word = FakeWord(value)
            let fair = FakeWord(0)
            script(word.state)
            fair.state.reading = { _ in
                let now = UInt32(truncatingIfNeeded: ct_now() >> 10)
                return isDue ? now &+ 0x8000_0000 : now &+ 1
            }
            let wasHeld = LockAlgorithm<FakeWord>.release(word, fair: fair)
            let outcome = Outcome(wasHeld: wasHeld, word: word.state, fair: fair.state)
            let wasTakenForDue = !fair.state.log.isEmpty
            if fair.state.loads == 0 || wasTakenForDue == isDue { return outcome }
        }
    }

    /// L2.
    @Test func release_whenHeld_freesItAndWakesNobody() {
        let outcome = release(1)
        #expect(outcome.wasHeld)
        #expect(outcome.word.value == 0)
        #expect(outcome.word.woke.isEmpty)
    }

    /// L2.
    @Test(arguments: [0, 3] as [UInt32]) func release_whenNobodyHolds_saysSoAndChangesNothing(value: UInt32) {
        let outcome = release(value)
        #expect(!outcome.wasHeld)
        #expect(outcome.word.log.isEmpty)
        #expect(outcome.word.value == value)
    }

    /// L2: 2 → 0.
    @Test func release_whenSomebodySleeps_freesItFirstAndWakesOne() {
        let outcome = release(2)
        #expect(outcome.wasHeld)
        #expect(outcome.word.value == 0)
        #expect(outcome.word.log == [.replace(2, with: 0), .wake(1)])
    }

    /// L2: a thread announces its sleep between the look and the exchange.
    @Test func release_whenSleepIsAnnouncedMeanwhile_wakesTheSleeper() {
        let outcome = release(1) { word in
            word.before = { operation, word in
                if operation == .replace(1, with: 0) { word.value = 2 }
            }
        }
        #expect(outcome.wasHeld)
        #expect(outcome.word.value == 0)
        #expect(outcome.word.woke == [1])
    }

    /// X5: 2 → 3.
    @Test func release_whenFairnessIsDue_handsTheLockOver() {
        let outcome = release(2, isDue: true) { $0.sleepers = [1] }
        #expect(outcome.wasHeld)
        #expect(outcome.word.value == 3)
        #expect(outcome.word.log == [.replace(2, with: 3), .wake(1)])
    }

    /// X5: 3 → 0, and one more wake for who slept on the 3.
    @Test func release_whenNobodyIsThereToTakeIt_freesItAndWakesWhoCameMeanwhile() {
        let outcome = release(2, isDue: true)
        #expect(outcome.wasHeld)
        #expect(outcome.word.value == 0)
        #expect(outcome.word.log == [.replace(2, with: 3), .wake(1), .replace(3, with: 0), .wake(1)])
    }

    /// X5: a woken sleeper of before took the 3 that nobody was woken for.
    @Test func release_whenHandOverWasTakenByALateSleeper_leavesItAlone() {
        let outcome = release(2, isDue: true) { word in
            word.before = { operation, word in
                if operation == .replace(3, with: 0) { word.value = 2 }
            }
        }
        #expect(outcome.wasHeld)
        #expect(outcome.word.value == 2)
        #expect(outcome.word.woke == [1], "the thread that took it wakes the next")
    }

    /// X5: the next hand-over is 250 µs away.
    @Test func release_afterAHandOver_isNotDueForAnInterval() {
        let before = UInt32(truncatingIfNeeded: ct_now() >> 10)
        let outcome = release(2, isDue: true)
        let after = UInt32(truncatingIfNeeded: ct_now() >> 10)
        guard case .store(let next)? = outcome.fair.log.last else {
            Issue.record("the time of the next hand-over is not kept")
            return
        }
        #expect(next &- before >= 244)
        #expect(next &- after <= 244 || next &- after > UInt32.max / 2)
    }

    /// X5: a hand-over that is not due leaves the time alone.
    @Test func release_beforeTheTime_doesNotMoveTheTime() {
        let outcome = release(2)
        #expect(outcome.fair.log.isEmpty)
    }

    /// X5: exactly at the time, and just past it.
    @Test(arguments: [0, 1, 245, 1 << 31] as [UInt32]) func release_atOrPastTheTime_isFair(distance: UInt32) {
        // Read before the algorithm reads the clock, the time set is that long ago or, for the large
        // distances, what the 32 bits make of a moment far in the past.
        let word = FakeWord(2)
        let fair = FakeWord(UInt32(truncatingIfNeeded: ct_now() >> 10) &- distance)
        _ = LockAlgorithm<FakeWord>.release(word, fair: fair)
        #expect(word.state.log.first == .replace(2, with: 3))
    }
}
