// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
import Testing
import Threading
import ThreadingTestSupport

@testable import ThreadingCore

/// The lock that ships, on real threads and the kernel's sleepers.
@Suite struct LockWordTests {
    private final class Box: Sendable {
        private let word = LockWord()

        var isLocked: Bool { word.isLocked }
        var mayBeHeldByCaller: Bool { word.mayBeHeldByCaller }
        var state: UInt32 {
            get { word.word.loadRelaxed() }
            set { word.word.storeRelaxed(newValue) }
        }
        func lock() { word.lock() }
        func lock(until deadline: Deadline) -> Bool { word.lock(until: deadline) }
        func lockIfAvailable() -> Bool { word.lockIfAvailable() }
        func unlock() { word.unlock() }
    }

    /// L1.
    @Test func lockIfAvailable_whenFreeOrHeld_saysWhich() {
        let box = Box()
        #expect(box.lockIfAvailable())
        #expect(!box.lockIfAvailable())
        box.unlock()
        #expect(box.lockIfAvailable())
    }

    /// L1: 2 and 3 are held as well.
    @Test(arguments: [1, 2, 3] as [UInt32]) func lockIfAvailable_inEachHeldState_isFalse(state: UInt32) {
        let box = Box()
        box.state = state
        #expect(!box.lockIfAvailable())
        #expect(box.isLocked)
    }

    /// L1: after a time-out the state is sound (bpo-11618): the word is 2 with nobody asleep.
    @Test func lock_untilADeadlineThatPasses_leavesALockThatWorks() async throws {
        let box = Box()
        box.lock()
        let taken = try await onThread { box.lock(until: Deadline(after: Delay.short)) }
        #expect(!taken)
        #expect(box.state == 2)
        box.unlock()
        #expect(box.state == 0)
        #expect(box.lockIfAvailable())
    }

    /// L1, X5: the longest asleep gets the lock that is handed over, and each in turn.
    @Test func unlock_withSleepersAndFairnessDue_servesThemInOrder() async throws {
        final class Shared: @unchecked Sendable {
            // Unchecked: `order` is guarded by the lock's words.
            let word = FutexWord(0)
            let stamp = FutexWord(0)
            var order: [Int] = []

            func take() {
                guard !word.compareExchangeAcquiring(expected: 0, desired: 1).exchanged else { return }
                _ = LockAlgorithm.acquire(
                    word,
                    stamp: stamp,
                    until: .never,
                    afterSleep: false,
                    reason: WaitReason(.lock, object: 1)
                )
            }

            func release() {
                // A time long past: each release is a hand-over.
                let due = FutexWord(UInt32(truncatingIfNeeded: MonotonicTime.now >> 10) &+ 0x8000_0000)
                _ = LockAlgorithm.release(word, fair: due)
            }
        }
        let order = try await onThread {
            let shared = Shared()
            shared.take()
            let threads = (0..<4).map { number in
                let handle = NativeThread.spawn {
                    shared.take()
                    shared.order.append(number)
                    shared.release()
                }
                waitUntilInKernel(handle.thread, onLock: 1)
                return handle
            }
            shared.release()
            // The lock is not free for this thread: it is on its way to the sleepers.
            for thread in threads { thread.join() }
            return shared.order
        }
        #expect(order == [0, 1, 2, 3])
    }

    /// L2.
    @Test func unlock_whenFree_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            LockWord().unlock()
        }
        #expect(result.errorText.contains("a lock was unlocked that nobody held"))
    }

    #if DEBUG
    /// Z11: a debug build knows who holds it.
    @Test func mayBeHeldByCaller_onAnotherThread_isFalse() async throws {
        let box = Box()
        let (mine, others) = try await onThread {
            box.lock()
            let others = NativeThread.spawn { box.mayBeHeldByCaller }.join()
            let mine = box.mayBeHeldByCaller
            box.unlock()
            return (mine, others)
        }
        #expect(mine)
        #expect(!others)
        #expect(!box.mayBeHeldByCaller)
    }
    #endif
}
