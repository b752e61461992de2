// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// Timers that run once.
@Suite struct TimeoutTests {
    // MARK: When they run

    /// M1: on another thread, and not before the time.
    @Test func schedule_afterATime_runsNotBefore() async throws {
        let (elapsed, isElsewhere) = try await onThread {
            let caller = NativeThread.current
            let start = ContinuousClock.now
            let ran = Locked<(Duration, Bool)?>(nil)
            let timeout = Timeout.schedule(after: Delay.short) {
                let elapsed = ContinuousClock.now - start
                ran.withLock { $0 = (elapsed, NativeThread.current != caller) }
            }
            timeout.wait()
            guard let result = ran.withLock({ $0 }) else { preconditionFailure("over, and has not run") }
            return result
        }
        #expect(elapsed >= Delay.short)
        #expect(isElsewhere)
    }

    /// M1: zero or less is at once, and not within the call.
    @Test(arguments: [.zero, .seconds(-1), .seconds(Int64.min)] as [Duration])
    func schedule_afterZeroOrLess_runsAtOnceOnTheTimerThread(duration: Duration) async throws {
        let name = try await onThread {
            let name = Locked("")
            let timeout = Timeout.schedule(after: duration) { name.withLock { $0 = NativeThread.current.name } }
            timeout.wait()
            return name.withLock { $0 }
        }
        #expect(name == "timers")
    }

    /// X1, X3: nil, and more than the clock can hold, are for ever.
    @Test(arguments: [nil, .seconds(Int64.max), .seconds(9_223_372_037)] as [Duration?])
    func schedule_afterForEver_waitsUntilItIsCancelled(duration: Duration?) async throws {
        let results = try await onThread {
            let timeout = Timeout.schedule(after: duration) { preconditionFailure("for ever is over") }
            return [timeout.isPending, timeout.wait(for: Delay.short), timeout.cancel(), timeout.wait(for: nil)]
        }
        #expect(results == [true, false, true, true])
    }

    /// X1: at an instant, and not before; one that has passed is at once.
    @Test func schedule_atAnInstant_runsNotBefore() async throws {
        let (elapsed, past) = try await onThread {
            let start = ContinuousClock.now
            let ran = Locked<Duration?>(nil)
            let timeout = Timeout.schedule(at: start + Delay.short) {
                let elapsed = ContinuousClock.now - start
                ran.withLock { $0 = elapsed }
            }
            timeout.wait()
            return (ran.withLock { $0 }, Timeout.schedule(at: start) {}.wait(for: Delay.medium))
        }
        #expect(try #require(elapsed) >= Delay.short)
        #expect(past)
    }

    /// M1: in the order of their times, whatever the order in which they were set.
    @Test func schedule_ofSeveral_runsThemInTheOrderOfTheirTimes() async throws {
        let order = try await onThread {
            while true {
                let order = Locked<[Int]>([])
                let start = ContinuousClock.now + Delay.short
                let distance = Delay.short / 2
                let begin = ContinuousClock.now
                let timeouts = [3, 1, 4, 2, 0].map { number in
                    Timeout.schedule(at: start + distance * number) { order.withLock { $0.append(number) } }
                }
                // On a machine that is busy, the first might be due before the last is set, or a clock be read so
                // late that one comes after the next.
                let wereSetInTime = ContinuousClock.now - begin < distance
                for timeout in timeouts { timeout.wait() }
                if wereSetInTime { return order.withLock { $0 } }
            }
        }
        #expect(order == [0, 1, 2, 3, 4])
    }

    /// 24: a thread for all, and none for each.
    @Test func schedule_ofMany_runsThemOnOneThread() async throws {
        let threads = try await onThread {
            let threads = Locked<Set<NativeThread>>([])
            let timeouts = (0..<1_000).map { number in
                Timeout.schedule(after: .microseconds(number)) {
                    let thread = NativeThread.current
                    threads.withLock { _ = $0.insert(thread) }
                }
            }
            for timeout in timeouts { timeout.wait() }
            return threads.withLock { $0 }
        }
        #expect(threads.count == 1)
        #expect(threads.allSatisfy { $0.isDaemon && $0.name == "timers" })
    }

    /// 24: a hundred thousand wait, and leave nothing behind when they are cancelled.
    @Test func schedule_ofAHundredThousandThatAreCancelled_leavesNothing() async throws {
        let lives = LifeCounter()
        let (living, won, left) = try await onThread {
            let timeouts = (0..<100_000).map { number in
                Timeout.schedule(after: .seconds(1_000 + number % 777)) { [object = lives.makeObject()] in
                    object.touch()
                }
            }
            let living = lives.living
            let won = timeouts.count { $0.cancel() }
            return (living, won, lives.living)
        }
        #expect(living == 100_000)
        #expect(won == 100_000)
        #expect(left == 0)
    }

    /// Setting one does not block, so tasks may.
    @Test func schedule_inATask_works() async {
        await withCheckedContinuation { continuation in
            Timeout.schedule(after: .milliseconds(1)) { continuation.resume() }
        }
    }

    /// X7.
    @Test func schedule_onAForeignThread_works() async throws {
        let results = try await onThread {
            let results = Locked<[Bool]>([])
            let foreign = ForeignThread {
                let timeout = Timeout.schedule(after: .milliseconds(1)) {}
                let isOver = timeout.wait(for: Delay.medium)
                let other = Timeout.schedule(after: Delay.long) {}
                let found = [isOver, other.cancelAndWait(), other.cancelAndWait()]
                results.withLock { $0 = found }
            }
            foreign.join()
            return results.withLock { $0 }
        }
        #expect(results == [true, true, false])
    }

    // MARK: Threads of their own

    /// 24: what is slow holds nobody up on a thread of its own, which has the timer's name.
    @Test func schedule_onItsOwnThread_doesNotDelayOthers() async throws {
        let thread = try await onThread {
            let thread = Locked<NativeThread?>(nil)
            let mayEnd = Event()
            let slow = Timeout.schedule(after: .zero, name: "slow", on: .ownThread) {
                let current = NativeThread.current
                thread.withLock { $0 = current }
                mayEnd.wait()
            }
            Timeout.schedule(after: .milliseconds(1)) { mayEnd.set() }
            slow.wait()
            return thread.withLock { $0 }
        }
        #expect(try #require(thread).name == "slow")
    }

    @Test func name_isTheOneThatWasGivenOrANumber() {
        let (named, first) = (Timeout.schedule(after: nil, name: "dentist") {}, Timeout.schedule(after: nil) {})
        #expect(named.name == "dentist")
        #expect(first.name.hasPrefix("Timeout-"))
        named.cancel()
        first.cancel()
    }
}
