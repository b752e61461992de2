// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// Timers that are cancelled, and waited for.
extension TimeoutTests {
    /// M2: before its time; it says so, and the action never runs.
    @Test func cancel_beforeTheTime_winsAndItNeverRuns() async throws {
        let (results, hasRun) = try await onThread {
            let (hasRun, isBusy, mayGoOn) = (Event(), Event(), Event())
            Timeout.schedule(after: .zero) {
                isBusy.set()
                mayGoOn.wait()
            }
            isBusy.wait()
            // Due, but the thread is busy.
            let timeout = Timeout.schedule(after: .zero) { hasRun.set() }
            let results = [timeout.isPending, timeout.cancel(), timeout.isPending, timeout.wait(for: .zero)]
            mayGoOn.set()
            Timeout.schedule(after: .zero) {}.wait()
            return (results, hasRun.isSet)
        }
        #expect(results == [true, true, false, true])
        #expect(!hasRun)
    }

    /// M2: only one wins.
    @Test func cancel_twice_losesTheSecondTime() {
        let timeout = Timeout.schedule(after: Delay.long) {}
        #expect(timeout.cancel())
        #expect(!timeout.cancel())
    }

    /// M2: after it has run there is nothing to cancel.
    @Test func cancel_afterItHasRun_loses() async throws {
        let results = try await onThread {
            let timeout = Timeout.schedule(after: .zero) {}
            timeout.wait()
            return [timeout.isPending, timeout.cancel(), timeout.cancelAndWait()]
        }
        #expect(results == [false, false, false])
    }

    /// M2: while it runs it is too late, and nobody waits for it.
    @Test func cancel_whileItRuns_losesAndDoesNotWait() async throws {
        let results = try await onThread {
            let (runs, mayEnd) = (Event(), Event())
            let timeout = Timeout.schedule(after: .zero, on: .ownThread) {
                runs.set()
                mayEnd.wait()
            }
            runs.wait()
            let during = [timeout.isPending, timeout.cancel(), timeout.wait(for: .zero)]
            mayEnd.set()
            timeout.wait()
            return during
        }
        #expect(results == [false, false, false])
    }

    /// M2: what the action has captured is destroyed in the call.
    @Test func cancel_thatWins_destroysWhatTheActionHasCaptured() {
        let lives = LifeCounter()
        let timeout = Timeout.schedule(after: Delay.long) { [object = lives.makeObject()] in object.touch() }
        #expect(lives.living == 1)
        timeout.cancel()
        #expect(lives.living == 0)
    }

    /// M1: what it has captured is destroyed before anybody sees it over.
    @Test func wait_forOneThatHasRun_returnsWhenWhatItCapturedIsDestroyed() async throws {
        let lives = LifeCounter()
        let living = try await onThread {
            (0..<200).map { _ in
                Timeout.schedule(after: .zero) { [object = lives.makeObject()] in object.touch() }.wait()
                return lives.living
            }
        }
        #expect(living.allSatisfy { $0 == 0 })
    }

    /// A timer that is cancelled by what its own action has captured, when that goes.
    @Test func cancelAndWait_byWhatTheActionCaptured_doesNotWaitForItself() async throws {
        final class Owner: Sendable {
            let timeout = Locked<Timeout?>(nil)
            let isGone: Event
            init(_ isGone: Event) { self.isGone = isGone }
            deinit {
                blocking { _ = timeout.withLock { $0 }?.cancelAndWait() }
                isGone.set()
            }
        }
        let isGone = try await onThread {
            let isGone = Event()
            for runner in [Timeout.Runner.timerThread, .ownThread] {
                let mayEnd = Event()
                func start() {
                    let owner = Owner(isGone)
                    let timeout = Timeout.schedule(after: .zero, on: runner) {
                        mayEnd.wait()
                        withExtendedLifetime(owner) {}
                    }
                    owner.timeout.withLock { $0 = timeout }
                }
                start()
                mayEnd.set()
                isGone.wait()
                isGone.clear()
            }
            return true
        }
        #expect(isGone)
    }

    // MARK: Waiting

    /// M2: the run that is under way is waited for.
    @Test func cancelAndWait_whileItRuns_returnsWhenItHasEnded() async throws {
        let (won, hadEnded) = try await onThread {
            let (runs, mayEnd) = (Event(), Event())
            let hasEnded = AtomicCell(false)
            let timeout = Timeout.schedule(after: .zero, on: .ownThread) {
                runs.set()
                mayEnd.wait()
                hasEnded.store(true)
            }
            runs.wait()
            let waiter = NativeThread.spawn { timeout.cancelAndWait() }
            waitUntilAsleep(waiter.thread, on: .event)
            mayEnd.set()
            return (waiter.join(), hasEnded.load())
        }
        #expect(!won)
        #expect(hadEnded)
    }

    /// M2: in the action itself.
    @Test func cancelAndWait_inTheActionItself_doesNotWait() async throws {
        let results = try await onThread {
            let results = Locked<[Bool]>([])
            for runner in [Timeout.Runner.timerThread, .ownThread] {
                let own = Locked<Timeout?>(nil)
                let isKnown = Event()
                let timeout = Timeout.schedule(after: .zero, on: runner) {
                    isKnown.wait()
                    let won = own.withLock { $0 }?.cancelAndWait() ?? true
                    results.withLock { $0.append(won) }
                }
                own.withLock { $0 = timeout }
                isKnown.set()
                timeout.wait()
            }
            return results.withLock { $0 }
        }
        #expect(results == [false, false])
    }

    /// It would wait for ever.
    @Test func wait_inTheActionItself_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let timeout = Timeout.repeating(every: .milliseconds(1), name: "selfish") { $0.wait() }
                timeout.wait()
            }
        }
        #expect(result.errorText.contains("the action of the timer \"selfish\" waits for its own end"))
    }
}
