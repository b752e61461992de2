// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// Counting down to zero (parity 4.1.9).
@Suite struct LatchTests {
    @Test func wait_whenCountIsZero_returnsAtOnce() async throws {
        let isOpen = try await onThread {
            let latch = Latch(count: 0)
            latch.wait()
            return latch.isOpen
        }
        #expect(isOpen)
    }

    @Test func wait_whenSomethingIsLeft_isFalseAtTheDeadline() async throws {
        let results = try await onThread {
            let latch = Latch(count: 2)
            latch.countDown()
            return (latch.wait(for: Delay.short), latch.count, latch.isOpen)
        }
        #expect(results == (false, 1, false))
    }

    @Test(arguments: [1, 2, 16]) func wait_byManyThreads_allReturnWhenTheLastCounts(waiters: Int) async throws {
        let opened = try await onThread {
            let latch = Latch(count: 3)
            let threads = (0..<waiters).map { _ in NativeThread.spawn { latch.wait(for: nil) } }
            for thread in threads { waitUntilAsleep(thread.thread, on: .latch) }
            latch.countDown(by: 2)
            latch.countDown()
            return threads.count { $0.join() }
        }
        #expect(opened == waiters)
    }

    @Test func countDown_pastZero_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            Latch(count: 1).countDown(by: 2)
        }
        #expect(result.errorText.contains("a latch was counted down by 2 when only 1 were left"))
    }

    @Test func countDown_byLessThanOne_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            Latch(count: 1).countDown(by: 0)
        }
        #expect(result.errorText.contains("a latch is counted down by one or more, not 0"))
    }

    @Test func count_thatIsNegative_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Latch(count: -1)
        }
        #expect(result.errorText.contains("a latch counts down from zero or more, not -1"))
    }
}
