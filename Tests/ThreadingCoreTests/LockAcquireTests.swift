// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

@testable import ThreadingCore

/// The half of ``LockAlgorithm``'s table that takes the lock, a transition a test, on a word that the
/// test moves by hand.
@Suite struct LockAcquireTests {
    private typealias Algorithm = LockAlgorithm<FakeWord>

    /// `acquire` on a word of this value.
    private func acquire(
        _ value: UInt32,
        afterSleep: Bool = false,
        until deadline: Deadline = .never,
        _ script: (FakeState) -> Void = { _ in }
    ) -> (taken: Bool, state: FakeState) {
        let word = FakeWord(value)
        let stamp = FakeWord(0)
        script(word.state)
        let taken = Algorithm.acquire(
            word,
            stamp: stamp,
            until: deadline,
            afterSleep: afterSleep,
            reason: WaitReason(.lock, object: 1)
        )
        return (taken, word.state)
    }

    /// L1.
    @Test func acquire_whenFree_leavesHeld() {
        let (taken, state) = acquire(0)
        #expect(taken)
        #expect(state.value == 1)
        #expect(state.slept.isEmpty)
    }

    /// L1: another may sleep beside a thread that comes from a condition.
    @Test func acquire_whenFreeAfterSleep_leavesHeldWithSleepers() {
        let (taken, state) = acquire(0, afterSleep: true)
        #expect(taken)
        #expect(state.value == 2)
    }

    /// L1.
    @Test func acquire_whenFreedDuringSpin_takesItWithoutSleep() {
        let (taken, state) = acquire(1) { word in
            word.before = { _, word in if word.loads == 5 { word.value = 0 } }
        }
        #expect(taken)
        #expect(state.value == 1)
        #expect(state.slept.isEmpty)
    }

    /// X5: a running thread that is beaten to a free lock looks again.
    @Test func acquire_whenBeatenToIt_goesOnLooking() {
        let (taken, state) = acquire(0) { word in
            var beaten = false
            word.before = { operation, word in
                if case .replace(0, with: 1) = operation, !beaten {
                    beaten = true
                    word.value = 1
                } else if word.value == 1, word.loads == 4 {
                    word.value = 0
                }
            }
        }
        #expect(taken)
        #expect(state.value == 1)
        #expect(state.slept.isEmpty)
    }

    /// L1: 1 → 2 before the sleep, and 0 → 2 after it.
    @Test func acquire_whenHeld_announcesItsSleepAndTakesItAfterwards() {
        let (taken, state) = acquire(1) { word in
            word.sleeps = [
                { word in
                    word.value = 0
                    return .woken
                }
            ]
        }
        #expect(taken)
        #expect(state.log.contains(.replace(1, with: 2)))
        #expect(state.slept == [2])
        #expect(state.value == 2, "it leaves 2 behind, since others may sleep")
    }

    /// L1.
    @Test func acquire_whenSleepersAreThere_sleepsBesideThem() {
        let (taken, state) = acquire(2) { word in
            word.sleeps = [
                { word in
                    word.value = 0
                    return .woken
                }
            ]
        }
        #expect(taken)
        #expect(!state.log.contains(.replace(1, with: 2)))
        #expect(state.slept == [2])
    }

    /// L1: the release between the last look and the announcement.
    @Test func acquire_whenFreedBeforeTheAnnouncement_takesItWithoutSleep() {
        let (taken, state) = acquire(1) { word in
            word.before = { operation, word in
                if operation == .replace(1, with: 2) { word.value = 0 }
            }
        }
        #expect(taken)
        #expect(state.value == 2)
        #expect(state.slept.isEmpty)
    }

    /// L1: released and taken again between the last look and the announcement.
    @Test func acquire_whenAnnouncementFindsItFreeAndLosesIt_announcesAgain() {
        let (taken, state) = acquire(1) { word in
            var freed = false
            word.before = { operation, word in
                if operation == .replace(1, with: 2), !freed {
                    freed = true
                    word.value = 0
                } else if operation == .replace(0, with: 2), word.slept.isEmpty {
                    word.value = 1
                }
            }
            word.sleeps = [
                { word in
                    word.value = 0
                    return .woken
                }
            ]
        }
        #expect(taken)
        #expect(state.slept == [2])
    }

    /// X5: the lock is on its way to somebody else.
    @Test func acquire_whenHandedOver_doesNotTakeIt() {
        let (taken, state) = acquire(3, until: Deadline(nanoseconds: 1)) { word in
            word.sleeps = [{ _ in .timedOut }]
        }
        #expect(!taken)
        #expect(state.value == 3)
        #expect(state.slept == [3])
    }

    /// X5: 3 → 2 by the thread that was woken.
    @Test func acquire_whenWokenToAHandOver_takesIt() {
        let (taken, state) = acquire(2) { word in
            word.sleeps = [
                { word in
                    word.value = 3
                    return .woken
                }
            ]
        }
        #expect(taken)
        #expect(state.value == 2)
        #expect(state.slept == [2])
    }

    /// X5: from a condition it comes as a woken sleeper.
    @Test func acquire_afterSleepToAHandOver_takesItAtOnce() {
        let (taken, state) = acquire(3, afterSleep: true)
        #expect(taken)
        #expect(state.log == [.replace(3, with: 2)])
    }

    /// X5, X6: a signal is not a hand-over.
    @Test func acquire_whenInterruptedWhileHandedOver_leavesItToItsReceiver() {
        let (taken, state) = acquire(2, until: Deadline(nanoseconds: 1)) { word in
            word.sleeps = [
                { word in
                    word.value = 3
                    return .lookAgain
                },
                { _ in .timedOut },
            ]
        }
        #expect(!taken)
        #expect(state.value == 3)
        #expect(state.slept == [2, 3])
    }

    /// L1: the word may stay 2.
    @Test func acquire_atTheDeadline_givesUpAndLeavesTheWord() {
        let (taken, state) = acquire(1, until: Deadline(nanoseconds: 1)) { word in
            word.sleeps = [{ _ in .timedOut }]
        }
        #expect(!taken)
        #expect(state.value == 2)
    }

    /// L1, X5: nobody would hold the lock, and nobody could take it.
    @Test func acquire_whenHandedOverPastTheDeadline_takesIt() {
        let (taken, state) = acquire(1, until: Deadline(nanoseconds: 1)) { word in
            word.sleeps = [
                { word in
                    word.value = 3
                    return .woken
                }
            ]
        }
        #expect(taken)
        #expect(state.value == 2)
    }

    /// L1, X5: woken, but a running thread was faster: the barger's 1 must become 2 again, or its release
    /// would wake nobody.
    @Test func acquire_whenBargedAfterTheWake_announcesAgainBeforeItSleepsOrGivesUp() {
        let (taken, state) = acquire(2, until: Deadline(nanoseconds: 1)) { word in
            word.sleeps = [
                { word in
                    word.value = 1
                    return .woken
                },
                { _ in .timedOut },
            ]
        }
        #expect(!taken)
        #expect(state.slept == [2, 2])
        #expect(state.value == 2, "other sleepers are still to be woken by the barger's release")
    }

    /// X5: a sleeper that came while the lock was handed over, found nobody, and is woken when it is free.
    @Test func acquire_whenItSleptOnTheHandOver_takesTheFreedLock() {
        let (taken, state) = acquire(3) { word in
            word.sleeps = [
                { word in
                    word.value = 0
                    return .woken
                }
            ]
        }
        #expect(taken)
        #expect(state.slept == [3])
        #expect(state.value == 2)
    }

    /// X5: woken by an earlier release, it may also take a hand-over that follows it.
    @Test func acquire_whenWokenTwice_takesTheSecondHandOver() {
        let (taken, state) = acquire(2) { word in
            word.sleeps = [
                { word in
                    word.value = 1
                    return .woken
                },
                { word in
                    word.value = 3
                    return .woken
                },
            ]
        }
        #expect(taken)
        #expect(state.value == 2)
    }
}
