// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// Timers that repeat, errors, many at once.
extension TimeoutTests {
    /// 24: at a fixed rate; none before its time; it can cancel itself.
    @Test func repeating_everyInterval_runsNotBeforeItsTimes() async throws {
        let interval = Duration.milliseconds(2)
        let (times, won) = try await onThread {
            let start = ContinuousClock.now
            let times = Locked<[Duration]>([])
            let won = Locked<[Bool]>([])
            let timeout = Timeout.repeating(every: interval) { timer in
                let elapsed = ContinuousClock.now - start
                let count = times.withLock {
                    $0.append(elapsed)
                    return $0.count
                }
                if count == 5 {
                    let cancelled = [timer.cancel(), timer.isPending, timer.cancel()]
                    won.withLock { $0 = cancelled }
                }
            }
            timeout.wait()
            return (times.withLock { $0 }, won.withLock { $0 })
        }
        #expect(times.count == 5)
        #expect(zip(times, 1...).allSatisfy { $0 >= interval * $1 })
        #expect(won == [true, false, false])
    }

    /// 24: with a fixed delay; none before its pause is over.
    @Test func repeating_withAPause_countsFromTheEndOfTheRun() async throws {
        let pause = Duration.milliseconds(2)
        let gaps = try await onThread {
            let gaps = Locked<[Duration]>([])
            let timeout = Timeout.repeating(pause: pause, atOnce: true) {
                [lastEnd = Locked(ContinuousClock.now)] timer in
                let gap = ContinuousClock.now - lastEnd.exchange(.now)
                let count = gaps.withLock {
                    $0.append(gap)
                    return $0.count
                }
                if count == 5 { timer.cancel() }
                lastEnd.withLock { $0 = .now }
            }
            timeout.wait()
            return gaps.withLock { $0 }
        }
        #expect(gaps.count == 5)
        #expect(gaps.dropFirst().allSatisfy { $0 >= pause })
    }

    /// 24: the runs of one timer follow one another, so that their state needs no lock, whatever thread they are on.
    @Test(arguments: [Timeout.Runner.timerThread, .ownThread])
    func repeating_withStateOfItsOwn_neverOverlaps(runner: Timeout.Runner) async throws {
        final class Tally { var count = 0 }
        let count = try await onThread {
            let result = Locked(0)
            let tally = Tally()
            let timeout = Timeout.repeating(every: .nanoseconds(1), atOnce: true, on: runner) { timer in
                tally.count += 1
                let count = tally.count
                guard count == 100 else { return }
                timer.cancel()
                result.withLock { $0 = count }
            }
            timeout.wait()
            return result.withLock { $0 }
        }
        #expect(count == 100)
    }

    /// M2: cancelled from outside, and waited for: then nothing runs.
    @Test func cancelAndWait_ofARepeatingTimer_isTheEnd() async throws {
        let (won, isStill) = try await onThread {
            let runs = AtomicCell(0)
            let hasRun = Event()
            let timeout = Timeout.repeating(every: .microseconds(1)) { _ in
                _ = runs.add(1)
                hasRun.set()
            }
            hasRun.wait()
            let won = timeout.cancelAndWait()
            let count = runs.load()
            // Whatever was due before this one would have run.
            Timeout.schedule(after: .milliseconds(1)) {}.wait()
            return (won, runs.load() == count)
        }
        #expect(won)
        #expect(isStill)
    }

    /// M2: the run that is under way is the last, and what it captured goes with it.
    @Test func cancel_inTheMiddleOfARun_makesItTheLast() async throws {
        let lives = LifeCounter()
        let (won, count, living) = try await onThread {
            let (runs, mayEnd) = (Event(), Event())
            let count = AtomicCell(0)
            let timeout = Timeout.repeating(every: .milliseconds(1), on: .ownThread) {
                [object = lives.makeObject()] _ in
                object.touch()
                _ = count.add(1)
                runs.set()
                mayEnd.wait()
            }
            runs.wait()
            let won = timeout.cancel()
            mayEnd.set()
            timeout.wait()
            return (won, count.load(), lives.living)
        }
        #expect(won)
        #expect(count == 1)
        #expect(living == 0)
    }

    /// 24.
    @Test func repeating_withoutAnInterval_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            Timeout.repeating(every: .seconds(-1)) { _ in }
        }
        #expect(result.errorText.contains("a timer repeats after a time that is longer than zero"))
    }

    /// 24.
    @Test func repeating_withoutAPause_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            Timeout.repeating(pause: .zero) { _ in }
        }
        #expect(result.errorText.contains("a timer repeats after a time that is longer than zero"))
    }

    // MARK: Errors

    /// M1, F9: an error is told with the timer's name; the thread and a repeating timer go on.
    @Test func error_thatLeavesAnAction_isWrittenAndTheTimersGoOn() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            struct Failure: Error, CustomStringConvertible {
                let description = "it went wrong"
            }
            blocking {
                Timeout.schedule(after: .zero, name: "unlucky") { throw Failure() }.wait()
                Timeout.schedule(after: .zero, name: "apart", on: .ownThread) { throw Failure() }.wait()
                Timeout.repeating(every: .milliseconds(1), name: "persistent") { [count = Locked(0)] timer in
                    let runs = count.withLock {
                        $0 += 1
                        return $0
                    }
                    if runs == 3 { timer.cancel() }
                    throw Failure()
                }.wait()
                Timeout.schedule(after: .zero) { SystemProcess.writeError("[goes on]") }.wait()
            }
            ProcessExitTests.succeed()
        }
        let text = result.errorText
        #expect(text.contains("Exception in timer unlucky: it went wrong"))
        #expect(text.contains("Exception in timer apart: it went wrong"))
        #expect(text.components("Exception in timer persistent: it went wrong") == 3)
        #expect(text.contains("[goes on]"))
    }

    // MARK: Many at once

    /// M2: each action runs or was cancelled, and never both.
    @Test func cancel_racingWithTheTime_winsExactlyWhereItDoesNotRun() async throws {
        let (won, ran, total) = try await onThread {
            let ran = AtomicCell(0)
            let threads = (0..<4).map { seed in
                NativeThread.spawn {
                    (0..<2_000).count { number in
                        let timeout = Timeout.schedule(after: .microseconds((number * 7 + seed) % 60)) {
                            _ = ran.add(1)
                        }
                        for _ in 0..<number % 5 { ThreadYield.yield() }
                        return timeout.cancelAndWait()
                    }
                }
            }
            let won = threads.reduce(0) { $0 + $1.join() }
            return (won, ran.load(), 8_000)
        }
        #expect(won + ran == total)
    }
}

extension String {
    /// How often the text is in it.
    fileprivate func components(_ text: String) -> Int { ranges(of: text).count }
}
