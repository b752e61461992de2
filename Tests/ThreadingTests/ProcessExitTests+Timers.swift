// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Timers at the end of the process.
extension ProcessExitTests {
    /// M1, P1: a timer is no reason to stay. (Python's is.)
    @Test func exit_withTimersThatWait_leavesAndRunsNone() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Timeout.schedule(after: Delay.long) { SystemProcess.writeError("[ran]") }
            Timeout.schedule(after: nil, on: .ownThread) { SystemProcess.writeError("[ran]") }
            Timeout.repeating(pause: Delay.long) { _ in SystemProcess.writeError("[ran]") }
            Self.succeed()
        }
        #expect(Self.words(result.errorText).isEmpty)
    }

    /// P1: one that is always due does not keep the process either.
    @Test func exit_withATimerThatIsAlwaysDue_leaves() async {
        await #expect(processExitsWith: .success) {
            Timeout.repeating(every: .nanoseconds(1), atOnce: true) { _ in }
            Timeout.repeating(every: .nanoseconds(1), atOnce: true, on: .ownThread) { _ in }
            Self.succeed()
        }
    }

    /// P1: a thread that is waited for may wait for a timer.
    @Test func exit_withAThreadThatWaitsForATimer_waitsForBoth() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let leaving = Self.leaving()
            NativeThread.spawn {
                leaving.wait()
                Timeout.schedule(after: .milliseconds(1)) { SystemProcess.writeError("[timer]") }.wait()
                SystemProcess.writeError("[thread]")
            }
            Self.succeed()
        }
        #expect(Self.words(result.errorText) == ["[timer]", "[thread]"])
    }

    /// P1, P3: the action that runs is finished, on whatever thread, and what it starts is waited for.
    @Test(arguments: [false, true]) func exit_inTheMiddleOfAnAction_finishesIt(isApart: Bool) async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            [isApart = isApart as Bool] in
            let leaving = Self.leaving()
            let runs = Event()
            Timeout.schedule(after: .zero, on: isApart ? .ownThread : .timerThread) {
                runs.set()
                leaving.wait()
                for _ in 0..<1_000 { ThreadYield.yield() }
                SystemProcess.writeError("[action]")
                let mayWrite = Event()
                NativeThread.spawn {
                    mayWrite.wait()
                    SystemProcess.writeError("[its thread]")
                }
                Timeout.schedule(after: .milliseconds(1)) { mayWrite.set() }
            }
            blocking { runs.wait() }
            Self.succeed()
        }
        #expect(Self.words(result.errorText) == ["[action]", "[its thread]"])
    }

    /// P1: an action that does not end is named at the deadline.
    @Test func exitDeadline_whenAnActionIsLate_namesItAndLeaves() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            NativeThread.exitDeadline = .milliseconds(20)
            let runs = Event()
            Timeout.schedule(after: .zero, name: "dawdler") {
                runs.set()
                Event().wait()
            }
            blocking { runs.wait() }
            Self.succeed()
        }
        #expect(result.errorText.contains("the process ends in the middle of the timer \"dawdler\""))
    }

    /// P4: `exit` in an action: the others' timers go on while threads are joined, though the timer thread leaves.
    @Test(arguments: [false, true]) func exit_calledByAnAction_letsTimersGoOn(isApart: Bool) async {
        let result = await #expect(processExitsWith: .exitCode(6), observing: [\.standardErrorContent]) {
            [isApart = isApart as Bool] in
            blocking {
                let leaving = Self.leaving()
                let early = Event()
                Timeout.schedule(after: .milliseconds(30)) { early.set() }
                NativeThread.spawn {
                    leaving.wait()
                    early.wait()
                    Timeout.schedule(after: .milliseconds(1)) { SystemProcess.writeError("[timer]") }.wait()
                    SystemProcess.writeError("[thread]")
                }
                Timeout.schedule(after: .zero, on: isApart ? .ownThread : .timerThread) { exit(6) }
                Event().wait()
            }
        }
        #expect(Self.words(result.errorText) == ["[timer]", "[thread]"])
    }

    /// P3: after the end, a timer is over when it is set, and nothing hangs.
    @Test func schedule_afterTheEnd_isOver() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            atexit {
                blocking {
                    let timeout = Timeout.schedule(after: .zero) { SystemProcess.writeError("[ran]") }
                    let results = [timeout.isPending, timeout.wait(for: Delay.long), timeout.cancel()]
                    SystemProcess.writeError("[\(results)]")
                }
            }
            Timeout.schedule(after: Delay.long) {}
            Self.succeed()
        }
        #expect(Self.words(result.errorText) == ["[[false, true, false]]"])
    }
}
