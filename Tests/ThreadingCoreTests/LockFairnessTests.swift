// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading

@testable import ThreadingCore

/// Nobody starves at a lock: a sleeper that is passed over again and again has the lock handed over.
///
/// One thread plays all parts, on a word without a kernel and a clock that the test moves: the sleeper runs
/// ``LockAlgorithm``, and while it sleeps the holder releases, with the same algorithm, and a thread that happens to
/// run takes the lock before the woken sleeper has looked at it.
@Suite struct LockFairnessTests {
    private typealias Algorithm = LockAlgorithm<FakeWord>

    /// What is left out of the algorithm shows here: without a hand-over, a sleeper would be passed over for ever.
    private static let hopeless = 100

    private struct Outcome {
        let isTaken: Bool
        /// How often the lock was released, and another was faster, while the sleeper slept.
        let timesPassedOver: Int
        /// How much time went by until it had the lock.
        let waited: Duration
    }

    /// How the sleeper fares among threads that hold the lock for so long at a time.
    private func sleeper(_ section: Duration, afterSleep: Bool, isQuietBefore: Bool) -> Outcome {
        let seam = RecordingSeam()
        let start = seam.time
        // Somebody else has had the lock handed over just now, or nobody for long.
        let quarter = UInt32(truncatingIfNeeded: start >> 10) &+ 244
        let fair = FakeState(isQuietBefore ? quarter &- 1_000 : quarter)
        let word = FakeState(afterSleep ? 1 : 2)
        var timesPassedOver = 0
        let rivals: (FakeState) -> WaitOutcome = { word in
            seam.clock.withLock { $0 += UInt64(section / .nanoseconds(1)) }
            // The release wakes the sleeper. What it wakes is there: it is the one that plays.
            word.sleepers = [1]
            _ = Algorithm.release(FakeWord(playing: word), fair: FakeWord(playing: fair))
            if timesPassedOver == Self.hopeless {
                word.value = 0
            } else if word.value == 0 {
                word.value = 1
                timesPassedOver += 1
            }
            return .woken
        }
        word.sleeps = Array(repeating: rivals, count: Self.hopeless + 2)
        let isTaken = Seam.withSeam(seam) {
            Algorithm.acquire(
                FakeWord(playing: word),
                stamp: FakeWord(0),
                until: .never,
                afterSleep: afterSleep,
                reason: WaitReason(.lock, object: 1)
            )
        }
        let waited = Duration.nanoseconds(Int64(seam.time - start))
        return Outcome(isTaken: isTaken, timesPassedOver: timesPassedOver, waited: waited)
    }

    /// X5: it is passed over for as long as others were promised the lock, and then no more, whatever they do.
    @Test(arguments: [1, 10, 100, 240] as [Int64], [false, true])
    func acquire_whenOthersAreAlwaysFaster_isHandedTheLockAfterAQuarterOfAMillisecond(
        microseconds: Int64,
        wasMoved: Bool
    ) {
        let section = Duration.microseconds(microseconds)
        let outcome = sleeper(section, afterSleep: wasMoved, isQuietBefore: false)
        #expect(outcome.isTaken)
        // The clock of hand-overs goes by 1.024 µs; the last section may begin just before the time has come.
        #expect(outcome.waited <= .microseconds(252) + section)
        #expect(outcome.timesPassedOver <= Int(252 / microseconds))
        #expect(outcome.timesPassedOver > 0, "nobody was faster: the test shows nothing")
    }

    /// X5: at the first release where nobody had the lock handed over for longer than that.
    @Test(arguments: [false, true]) func acquire_whenNoHandOverWasLately_isHandedTheLockAtOnce(wasMoved: Bool) {
        let outcome = sleeper(.microseconds(1), afterSleep: wasMoved, isQuietBefore: true)
        #expect(outcome.isTaken)
        #expect(outcome.timesPassedOver == 0)
    }

    /// X5: the same at a lock that is held for longer than the interval each time.
    @Test(arguments: [false, true]) func acquire_whenOthersHoldItLong_isHandedTheLockAtTheFirstRelease(wasMoved: Bool) {
        let outcome = sleeper(.milliseconds(3), afterSleep: wasMoved, isQuietBefore: false)
        #expect(outcome.isTaken)
        #expect(outcome.timesPassedOver == 0)
    }
}

extension FakeWord {
    /// The same word once more, for another part in the play.
    fileprivate init(playing state: FakeState) {
        self.state = state
    }
}
