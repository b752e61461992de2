// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// Several permits at once (parity S2, 4.1.25).
@Suite struct SemaphoreSeveralTests {
    /// S2.
    @Test func wait_forSeveral_whenThereAreEnough_takesThem() async throws {
        let left = try await onThread {
            let semaphore = Semaphore(value: 5)
            semaphore.wait(3)
            return semaphore.value
        }
        #expect(left == 2)
    }

    /// S2: all or none.
    @Test func waitIfAvailable_forMoreThanThereAre_takesNone() {
        let semaphore = Semaphore(value: 2)
        #expect(!semaphore.waitIfAvailable(3))
        #expect(semaphore.value == 2)
        #expect(semaphore.waitIfAvailable(2))
        #expect(semaphore.value == 0)
    }

    /// S2: what was collected is given back.
    @Test func wait_forSeveral_whenTheTimeIsOver_givesBack() async throws {
        let (taken, left) = try await onThread {
            let semaphore = Semaphore(value: 2)
            return (semaphore.wait(3, for: Delay.short), semaphore.value)
        }
        #expect(!taken)
        #expect(left == 2)
    }

    /// S2: given one by one.
    @Test func wait_forSeveral_collectsWhatIsGiven() async throws {
        let left = try await onThread {
            let semaphore = Semaphore(value: 0)
            let large = NativeThread.spawn { semaphore.wait(3) }
            for _ in 0..<4 {
                waitUntilAsleepOrOver(large)
                semaphore.signal()
            }
            large.join()
            return semaphore.value
        }
        #expect(left == 1)
    }

    /// S2: two that want several never hold a part each and wait for the rest.
    @Test func wait_forSeveral_byMany_neitherStarvesNorDeadlocks() async throws {
        let (greatest, left) = try await onThread {
            let semaphore = Semaphore(value: 4, limit: 4)
            let inside = Locked((now: 0, greatest: 0))
            let threads = (0..<6).map { who in
                NativeThread.spawn {
                    let count = 1 + who % 4
                    for round in 0..<200 {
                        if round % 5 == 4 {
                            guard semaphore.wait(count, for: .microseconds(50)) else { continue }
                        } else {
                            semaphore.wait(count)
                        }
                        inside.withLock {
                            $0.now += count
                            $0.greatest = max($0.greatest, $0.now)
                        }
                        if round % 7 == 0 { ThreadYield.yield() }
                        inside.withLock { $0.now -= count }
                        semaphore.signal(count)
                    }
                }
            }
            for thread in threads { thread.join() }
            return (inside.withLock { $0.greatest }, semaphore.value)
        }
        #expect((1...4).contains(greatest))
        #expect(left == 4)
    }

    /// S2: permits may be bytes.
    @Test func wait_forAsManyAsCanBeCounted_takesThemInAFewSteps() async throws {
        let all = Int(Int32.max)
        let (wasTaken, values) = try await onThread {
            let semaphore = Semaphore(value: all)
            semaphore.wait(all)
            let empty = semaphore.value
            semaphore.signal(all - 1)
            return (semaphore.wait(all, for: Delay.short), [empty, semaphore.value])
        }
        #expect(!wasTaken)
        #expect(values == [0, all - 1])
    }

    /// S2.
    @Test func drain_takesAllThatAreLeft() {
        let semaphore = Semaphore(value: 5, limit: 7)
        #expect(semaphore.drain() == 5)
        #expect(semaphore.value == 0)
        #expect(semaphore.drain() == 0)
        semaphore.signal(7)
        #expect(semaphore.drain() == 7)
    }

    /// S2.
    @Test func withPermits_whenTheBodyThrows_givesThemBack() async throws {
        struct Failure: Error {}
        let left = try await onThread {
            let semaphore = Semaphore(value: 3)
            try? semaphore.withPermits(2) { () throws(Failure) in throw Failure() }
            return semaphore.value
        }
        #expect(left == 3)
    }

    /// S2.
    @Test func wait_forLessThanOne_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Semaphore(value: 1).waitIfAvailable(0)
        }
        #expect(result.errorText.contains("a semaphore gives one permit or more, not 0"))
    }

    /// S2, S4: what can never be had is no wait.
    @Test func wait_forMoreThanTheLimit_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Semaphore(value: 1, limit: 2).waitIfAvailable(3)
        }
        #expect(result.errorText.contains("3 permits were asked of a semaphore that never has more than 2"))
    }
}

private func waitUntilAsleepOrOver(_ handle: JoinHandle<Void, Never>) {
    while WaitBoard.reason(of: handle.thread) != .semaphore, !handle.isFinished { ThreadYield.yield() }
}
