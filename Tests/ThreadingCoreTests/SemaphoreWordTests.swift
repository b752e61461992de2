// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingTestSupport

@testable import ThreadingCore

/// ``SemaphoreWord``: permits and sleepers in one word.
@Suite struct SemaphoreWordTests {
    private final class Box: Sendable {
        private let word: SemaphoreWord

        init(_ value: Int) {
            word = SemaphoreWord(value)
        }

        var value: Int { word.value }
        var sleepers: Int { word.sleepers }
        func take(until deadline: Deadline) -> Bool { word.take(until: deadline) }
        func takeAtOnce(_ count: Int) -> Bool { word.takeAtOnce(count) }
        func take(upTo most: Int, until deadline: Deadline) -> Int { word.take(upTo: most, until: deadline) }
        func give(_ count: Int, limit: Int) -> Bool { word.give(count, limit: limit) }
    }

    /// S1, S2.
    @Test func take_thatPolls_takesWhatThereIs() {
        let box = Box(2)
        #expect(box.take(until: .immediate))
        #expect(box.take(until: .immediate))
        #expect(!box.take(until: .immediate))
        #expect(box.value == 0)
    }

    /// S2: all or nothing.
    @Test func takeAtOnce_ofMoreThanThereAre_changesNothing() {
        let box = Box(2)
        #expect(!box.takeAtOnce(3))
        #expect(box.value == 2)
        #expect(box.takeAtOnce(2))
        #expect(box.value == 0)
    }

    /// S2.
    @Test func takeUpTo_takesWhatThereIsAndNoMore() {
        let box = Box(5)
        #expect(box.take(upTo: 3, until: .immediate) == 3)
        #expect(box.take(upTo: 3, until: .immediate) == 2)
        #expect(box.take(upTo: 3, until: .immediate) == 0)
    }

    /// S2: a sleeper that is given more than it wants leaves the rest, and is asleep no longer.
    @Test func takeUpTo_asleepWhenMoreIsGiven_leavesTheRest() async throws {
        let (taken, value, again, sleepers) = try await onThread {
            let box = Box(0)
            let waiter = NativeThread.spawn { box.take(upTo: 2, until: .never) }
            waitUntilInKernel(waiter.thread, on: .semaphore)
            let before = box.sleepers
            _ = box.give(5, limit: 10)
            return (waiter.join(), box.value, box.take(upTo: 10, until: .immediate), [before, box.sleepers])
        }
        #expect(sleepers == [1, 0])
        #expect(taken == 2)
        #expect(value == 3)
        #expect(again == 3)
    }

    /// S4: all or nothing.
    @Test func give_beyondTheLimit_changesNothing() {
        let box = Box(2)
        #expect(!box.give(2, limit: 3))
        #expect(box.value == 2)
        #expect(box.give(1, limit: 3))
        #expect(box.value == 3)
    }

    /// S3, S4.
    @Test func give_upToTheGreatestValue_countsRight() {
        let greatest = SemaphoreWord.greatestValue
        let box = Box(0)
        #expect(box.give(greatest, limit: greatest))
        #expect(box.value == greatest)
        #expect(!box.give(1, limit: greatest))
        #expect(box.take(until: .immediate))
        #expect(box.value == greatest - 1)
    }

    /// S3: wakes up to n.
    @Test func give_ofTwo_letsTwoSleepersThrough() async throws {
        let (left, value) = try await onThread {
            let box = Box(0)
            let through = Semaphore(value: 0)
            let threads = (0..<3).map { _ in
                let handle = NativeThread.spawn {
                    _ = box.take(until: .never)
                    through.signal()
                }
                waitUntilInKernel(handle.thread, on: .semaphore)
                return handle
            }
            _ = box.give(2, limit: 10)
            through.wait()
            through.wait()
            let left = threads.filter { !$0.isFinished }
            let asleep = left.count
            _ = box.give(1, limit: 10)
            for thread in threads { thread.join() }
            return (asleep, box.value)
        }
        // A thread that is through may not have ended yet.
        #expect((1...3).contains(left))
        #expect(value == 0)
    }

    /// S2: whoever times out no longer counts as asleep, so that nothing is woken for it.
    @Test func take_untilADeadlineThatPasses_leavesNothingBehind() async throws {
        let (taken, sleepers, value, again) = try await onThread {
            let box = Box(0)
            let taken = box.take(until: Deadline(after: Delay.short))
            let sleepers = box.sleepers
            _ = box.give(1, limit: 1)
            return (taken, sleepers, box.value, box.take(until: .immediate))
        }
        #expect(!taken)
        #expect(sleepers == 0)
        #expect(value == 1)
        #expect(again)
    }

    /// S2, X6.
    @Test func take_whenSignalsArrive_takesNothingThatWasNotGiven() async throws {
        let (taken, value) = try await onThread {
            let box = Box(0)
            let target = Locked<SignalTarget?>(nil)
            let wasGiven = Locked(false)
            let waiter = NativeThread.spawn {
                target.withLock { $0 = SignalTarget() }
                return box.take(until: .never) && wasGiven.withLock { $0 }
            }
            for _ in 0..<20 {
                waitUntilInKernel(waiter.thread, on: .semaphore)
                target.withLock { $0?.interrupt() }
            }
            wasGiven.withLock { $0 = true }
            _ = box.give(1, limit: 1)
            return (waiter.join(), box.value)
        }
        #expect(taken)
        #expect(value == 0)
    }
}
