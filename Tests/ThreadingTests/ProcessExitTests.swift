// Part of swift-threading. Apache-2.0: see LICENSE.

import Synchronization
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

/// What happens when the process leaves: each test is a small program, whose standard error is read.
///
/// They call `exit`, as the return from `main` does; the body of an exit test that merely ends is ended by
/// `_exit`. A hook of the exit itself tells the threads that main has left; no thread waits for a time to pass.
@Suite(.timeLimit(.minutes(2))) struct ProcessExitTests {
    /// An event that is set when the process has begun to leave.
    private static func leaving() -> Event {
        let event = Event()
        _ = ProcessExit.shared.addHook { event.set() }
        return event
    }

    // MARK: Who is waited for

    /// P1: a thread goes on after main has left.
    @Test func exit_atTheEndOfMain_waitsForThreads() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let leaving = Self.leaving()
            NativeThread.spawn {
                leaving.wait()
                SystemProcess.writeError("written after main")
            }
            exit(EXIT_SUCCESS)
        }
        #expect(result.errorText.contains("written after main"))
    }

    /// P1, P4: `exit` does the same, with its status.
    @Test func exit_called_waitsForThreadsAndKeepsTheStatus() async {
        let result = await #expect(processExitsWith: .exitCode(7), observing: [\.standardErrorContent]) {
            let leaving = Self.leaving()
            NativeThread.spawn {
                leaving.wait()
                SystemProcess.writeError("written after exit")
            }
            exit(7)
        }
        #expect(result.errorText.contains("written after exit"))
    }

    /// P3, T9: a daemon does not hold it.
    @Test func exit_withADaemonThatNeverEnds_leaves() async {
        await #expect(processExitsWith: .success) {
            NativeThread.spawn(daemon: true) { Event().wait() }
            exit(EXIT_SUCCESS)
        }
    }

    /// P1: many threads, ended in any order.
    @Test func exit_withManyThreads_waitsForAll() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let leaving = Self.leaving()
            for number in 0..<20 {
                NativeThread.spawn {
                    leaving.wait()
                    SystemProcess.writeError("thread \(number) wrote")
                }
            }
            exit(EXIT_SUCCESS)
        }
        let text = result.errorText
        #expect((0..<20).allSatisfy { text.contains("thread \($0) wrote") })
    }

    /// P1: threads that are started meanwhile, by threads that are waited for.
    @Test func exit_whenAThreadStartsAnother_waitsForThatOne() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let leaving = Self.leaving()
            let first = Locked<NativeThread?>(nil)
            let isKnown = Event()
            let handle = NativeThread.spawn {
                leaving.wait()
                NativeThread.spawn {
                    isKnown.wait()
                    // The thread that main began to wait for has ended; for this one it did not know to wait.
                    while first.withLock({ $0?.isAlive ?? false }) { ThreadYield.yield() }
                    for _ in 0..<1_000 { ThreadYield.yield() }
                    SystemProcess.writeError("the second wrote")
                }
            }
            first.withLock { $0 = handle.thread }
            isKnown.set()
            exit(EXIT_SUCCESS)
        }
        #expect(result.errorText.contains("the second wrote"))
    }

    /// P1, P3: a daemon's thread is a daemon only if it says so.
    @Test func exit_whenADaemonStartedAThread_waitsForThatOne() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let leaving = Self.leaving()
            blocking {
                let daemon = NativeThread.spawn(daemon: true) {
                    _ = NativeThread.spawn {
                        leaving.wait()
                        SystemProcess.writeError("the daemon's child wrote")
                    }
                }
                daemon.join()
            }
            exit(EXIT_SUCCESS)
        }
        #expect(result.errorText.contains("the daemon's child wrote"))
    }

    /// P1: a foreign thread is nobody's to wait for, also if it is known.
    @Test func exit_withAForeignThreadThatNeverEnds_leaves() async {
        await #expect(processExitsWith: .success) {
            let isKnown = Event()
            let thread = ForeignThread {
                _ = NativeThread.current
                isKnown.set()
                Event().wait()
            }
            blocking { isKnown.wait() }
            withExtendedLifetime(thread) {}
            NativeThread.spawn {}
            exit(EXIT_SUCCESS)
        }
    }

    /// P4: `exit` on a worker does the same, and does not wait for itself, nor for main.
    @Test func exit_calledByAThread_waitsForTheOthers() async {
        let result = await #expect(processExitsWith: .exitCode(3), observing: [\.standardErrorContent]) {
            let leaving = Self.leaving()
            blocking {
                NativeThread.spawn {
                    leaving.wait()
                    SystemProcess.writeError("the other wrote")
                }
                NativeThread.spawn(name: "leaver") { exit(3) }
                // Main never leaves by itself.
                Event().wait()
            }
        }
        #expect(result.errorText.contains("the other wrote"))
    }

    /// P4: `_exit` skips everything.
    @Test func underscoreExit_leavesAtOnce() async {
        let result = await #expect(processExitsWith: .exitCode(9), observing: [\.standardErrorContent]) {
            _ = ProcessExit.shared.addHook { SystemProcess.writeError("a hook was called") }
            NativeThread.spawn { Event().wait() }
            _exit(9)
        }
        #expect(!result.errorText.contains("a hook was called"))
    }

    // MARK: In which order

    /// P1: hooks, the latest first; then the threads; then what was registered before the first thread.
    @Test func exit_runsHooksThenThreadsThenEarlierHandlers() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            atexit { SystemProcess.writeError("[handler]") }
            let leaving = Event()
            _ = ProcessExit.shared.addHook {
                SystemProcess.writeError("[hook 1]")
                leaving.set()
            }
            _ = ProcessExit.shared.addHook { SystemProcess.writeError("[hook 2]") }
            NativeThread.spawn {
                leaving.wait()
                SystemProcess.writeError("[thread]")
            }
            exit(EXIT_SUCCESS)
        }
        let words = result.errorText.split(separator: "\n").filter { $0.hasPrefix("[") }
        #expect(words == ["[hook 2]", "[hook 1]", "[thread]", "[handler]"])
    }

    /// P1: a hook that was removed is not called; one that a hook adds is.
    @Test func exit_callsTheHooksThatAreThere() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let removed = ProcessExit.shared.addHook { SystemProcess.writeError("[removed]") }
            _ = ProcessExit.shared.addHook {
                SystemProcess.writeError("[adding]")
                _ = ProcessExit.shared.addHook { SystemProcess.writeError("[added]") }
            }
            ProcessExit.shared.removeHook(removed)
            ProcessExit.shared.removeHook(removed)
            exit(EXIT_SUCCESS)
        }
        let words = result.errorText.split(separator: "\n").filter { $0.hasPrefix("[") }
        #expect(words == ["[adding]", "[added]"])
    }

    /// P1: a hook may wait for a thread, and start one.
    @Test func exit_lettingAHookStartAndJoin_works() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            _ = ProcessExit.shared.addHook {
                NativeThread.spawn { SystemProcess.writeError("[joined]") }.join()
                NativeThread.spawn { SystemProcess.writeError("[left]") }
            }
            exit(EXIT_SUCCESS)
        }
        #expect(result.errorText.contains("[joined]"))
        #expect(result.errorText.contains("[left]"))
    }

    // MARK: The deadline

    /// P1.
    @Test func exitDeadline_atFirst_isNil() async {
        await #expect(processExitsWith: .success) {
            precondition(NativeThread.exitDeadline == nil)
            NativeThread.exitDeadline = .seconds(3)
            precondition(NativeThread.exitDeadline == .seconds(3))
            exit(EXIT_SUCCESS)
        }
    }

    /// P1: at the deadline the late are named, and the process ends without them.
    @Test func exitDeadline_whenAThreadIsLate_namesItAndLeaves() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            NativeThread.exitDeadline = .milliseconds(20)
            let isThere = Event()
            NativeThread.spawn(name: "straggler") {
                isThere.set()
                Event().wait()
            }
            NativeThread.spawn(name: "in time") {}
            NativeThread.spawn(name: "a daemon", daemon: true) { Event().wait() }
            blocking { isThere.wait() }
            exit(EXIT_SUCCESS)
        }
        let text = result.errorText
        #expect(text.contains("the process ends without 1 thread that did not end before the exit deadline:"))
        #expect(text.contains("<NativeThread \"straggler\" running"))
        #expect(text.contains("(system thread "))
        #expect(!text.contains("in time"))
        #expect(!text.contains("a daemon"))
    }

    /// P1: zero or less does not wait at all.
    @Test func exitDeadline_ofZero_leavesAtOnce() async {
        let result = await #expect(processExitsWith: .exitCode(2), observing: [\.standardErrorContent]) {
            NativeThread.exitDeadline = .zero
            NativeThread.spawn(name: "first") { Event().wait() }
            NativeThread.spawn(name: "second") { Event().wait() }
            exit(2)
        }
        let text = result.errorText
        #expect(text.contains("the process ends without 2 threads"))
        #expect(text.contains("\"first\"") && text.contains("\"second\""))
    }

    /// P1: threads that end in time are waited for, and nobody is named.
    @Test func exitDeadline_whenAllAreInTime_saysNothing() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            NativeThread.exitDeadline = .seconds(60)
            let leaving = Self.leaving()
            NativeThread.spawn {
                leaving.wait()
                SystemProcess.writeError("[in time]")
            }
            exit(EXIT_SUCCESS)
        }
        #expect(result.errorText.contains("[in time]"))
        #expect(!result.errorText.contains("the process ends without"))
    }

    /// P1: the time runs from the end of main: what the hooks take of it, the threads no longer have.
    @Test func exitDeadline_thatTheHooksUseUp_isOver() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let now = MonotonicTime.now
            // By the clock of the thread that leaves, the hook takes twice the time.
            NativeThread.exitDeadline = .nanoseconds(Int64(now / 2))
            let clock = VirtualClock(1)
            _ = ProcessExit.shared.addHook { clock.time.store(now, ordering: .relaxed) }
            NativeThread.spawn(name: "straggler") { _ = Event().wait(for: Delay.medium) }
            Seam.withSeam(clock) { exit(EXIT_SUCCESS) }
        }
        #expect(result.errorText.contains("\"straggler\""))
    }

    // MARK: Errors that nobody reads

    private struct Failure: Error, CustomStringConvertible {
        var isSlow = false

        var description: String {
            // Long enough for a process that does not wait for the message.
            if isSlow { for _ in 0..<2_000 { ThreadYield.yield() } }
            return "it went wrong"
        }
    }

    /// F9: written when the last handle goes.
    @Test func error_thatNobodyReads_isWritten() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            blocking {
                let handle = NativeThread.spawn(name: "unlucky") { () throws(Failure) in throw Failure() }
                while !handle.isFinished { ThreadYield.yield() }
            }
            exit(EXIT_SUCCESS)
        }
        #expect(result.errorText.contains("Exception in thread unlucky: it went wrong"))
    }

    /// F9: also when the handle went first, and the process leaves meanwhile.
    @Test func error_ofAThreadThatTheExitWaitsFor_isWritten() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let leaving = Self.leaving()
            NativeThread.spawn(name: "unlucky") { () throws(Failure) in
                leaving.wait()
                throw Failure(isSlow: true)
            }
            exit(EXIT_SUCCESS)
        }
        #expect(result.errorText.contains("Exception in thread unlucky: it went wrong"))
    }

    /// F9.
    @Test func error_thatWasJoined_isNotWritten() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            blocking {
                let handle = NativeThread.spawn { () throws(Failure) in throw Failure() }
                try? handle.join()
                let timed = NativeThread.spawn { () throws(Failure) in throw Failure() }
                _ = try? timed.join(for: nil)
            }
            let handle = NativeThread.spawn { () throws(Failure) in throw Failure() }
            try? await handle.value
            exit(EXIT_SUCCESS)
        }
        #expect(!result.errorText.contains("Exception in thread"))
    }

    /// F9: a join that timed out has read nothing.
    @Test func error_afterAJoinThatTimedOut_isWritten() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            blocking {
                let mayThrow = Event()
                let handle = NativeThread.spawn(name: "late") { () throws(Failure) in
                    mayThrow.wait()
                    throw Failure()
                }
                _ = try? handle.join(for: .zero)
                mayThrow.set()
                while !handle.isFinished { ThreadYield.yield() }
            }
            exit(EXIT_SUCCESS)
        }
        #expect(result.errorText.contains("Exception in thread late: it went wrong"))
    }

    /// F9: a value is nobody's loss.
    @Test func value_thatNobodyReads_isNotWritten() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            NativeThread.spawn { 1 }
            exit(EXIT_SUCCESS)
        }
        #expect(!result.errorText.contains("Exception in thread"))
    }
}
