// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// The contract of ``Semaphore``.
@Suite struct SemaphoreTests {
    private struct Failure: Error {}

    /// S1.
    @Test(arguments: [0, 1, 5, Int(Int32.max)]) func value_atFirst_isWhatWasAskedFor(value: Int) {
        #expect(Semaphore(value: value).value == value)
        #expect(Semaphore(value: value).limit == nil)
    }

    /// S1, S4.
    @Test func limit_isWhatWasAskedFor() {
        #expect(Semaphore(value: 0, limit: 0).limit == 0)
        #expect(Semaphore(value: 2, limit: 3).limit == 3)
        #expect(Semaphore().value == 1)
    }

    /// S2.
    @Test func wait_whilePermitsAreLeft_takesOneEach() async throws {
        let (taken, value) = try await onThread {
            let semaphore = Semaphore(value: 3)
            semaphore.wait()
            let taken = [semaphore.waitIfAvailable(), semaphore.wait(for: .zero), semaphore.waitIfAvailable()]
            return (taken, semaphore.value)
        }
        #expect(taken == [true, true, false])
        #expect(value == 0)
    }

    /// S2.
    @Test func wait_whenNoneIsLeft_blocksUntilOneIsGiven() async throws {
        let (early, value) = try await onThread {
            let semaphore = Semaphore(value: 0)
            let waiter = NativeThread.spawn { semaphore.wait() }
            waitUntilAsleep(waiter.thread, on: .semaphore)
            let early = waiter.isFinished
            semaphore.signal()
            waiter.join()
            return (early, semaphore.value)
        }
        #expect(!early)
        #expect(value == 0)
    }

    /// S2.
    @Test func wait_forATimeThatPasses_isFalseAndTakesNothing() async throws {
        let (results, value) = try await onThread {
            let semaphore = Semaphore(value: 0)
            let results = [
                semaphore.wait(for: Delay.short), semaphore.wait(until: .now + Delay.short), semaphore.wait(for: .zero),
            ]
            semaphore.signal()
            return (results, semaphore.value)
        }
        #expect(results == [false, false, false])
        #expect(value == 1)
    }

    /// S3: wakes as many.
    @Test func signal_ofMany_letsAsManyThrough() async throws {
        let value = try await onThread {
            let semaphore = Semaphore(value: 0)
            let waiters = (0..<6).map { _ in
                let waiter = NativeThread.spawn { semaphore.wait() }
                waitUntilAsleep(waiter.thread, on: .semaphore)
                return waiter
            }
            semaphore.signal(8)
            for waiter in waiters { waiter.join() }
            return semaphore.value
        }
        #expect(value == 2)
    }

    /// S3: any thread, without a ceiling but the one that can be counted.
    @Test func signal_withoutALimit_goesBeyondTheStart() async throws {
        let value = try await onThread {
            let semaphore = Semaphore(value: 1)
            NativeThread.spawn { semaphore.signal(1_000_000) }.join()
            return semaphore.value
        }
        #expect(value == 1_000_001)
    }

    /// X8.
    @Test func withPermit_givesItBackAlsoWhenTheBodyThrows() async throws {
        let values = try await onThread {
            let semaphore = Semaphore(value: 1, limit: 1)
            let during = semaphore.withPermit { semaphore.value }
            do { try semaphore.withPermit { () throws(Failure) in throw Failure() } } catch {}
            return [during, semaphore.value]
        }
        #expect(values == [0, 1])
    }

    // MARK: Misuse

    /// S4.
    @Test func signal_beyondTheLimit_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            Semaphore(value: 1, limit: 1).signal()
        }
        #expect(result.errorText.contains("a semaphore was given more permits than its limit of 1"))
    }

    /// S3, S4: what can be counted is a limit, too.
    @Test func signal_beyondWhatCanBeCounted_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            Semaphore(value: 1).signal(Int(Int32.max))
        }
        #expect(result.errorText.contains("more permits than its limit of 2147483647"))
    }

    /// S3, S4: however many.
    @Test func signal_ofTheLargestCount_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            Semaphore(value: 1).signal(.max)
        }
        #expect(result.errorText.contains("more permits than its limit of 2147483647"))
    }

    /// S3: "n must be one or more".
    @Test func signal_ofNone_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            Semaphore(value: 1).signal(0)
        }
        #expect(result.errorText.contains("a semaphore is given one permit or more, not 0"))
    }

    /// S1.
    @Test func init_withLessThanNothing_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Semaphore(value: -1)
        }
        #expect(result.errorText.contains("permits, not -1"))
    }

    /// S1, S4.
    @Test func init_withMoreThanTheLimit_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Semaphore(value: 3, limit: 2)
        }
        #expect(result.errorText.contains("a semaphore starts with 0 to 2 permits, not 3"))
    }

    /// S1, S4.
    @Test func init_withALimitThatCannotBe_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Semaphore(value: 0, limit: -1)
        }
        #expect(result.errorText.contains("a semaphore"))
        #expect(!result.errorText.contains("Range requires"))
    }
}
