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

/// The deadline at the end of the process.
extension ProcessExitTests {
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
            NativeThread.spawn(name: "a daemon", daemon: true) { Event().wait() }
            blocking {
                let early = NativeThread.spawn(name: "gone before") {}
                early.join()
                // Whoever has been joined may not have gone yet, and would be late.
                waitUntil { early.thread.hasEnded(for: early.thread.endIdentities[1]) }
                isThere.wait()
            }
            exit(EXIT_SUCCESS)
        }
        let text = result.errorText
        #expect(text.contains("the process ends without 1 thread that did not end before the exit deadline:"))
        #expect(text.contains("<NativeThread \"straggler\" running"))
        #expect(text.contains("(system thread "))
        #expect(!text.contains("gone before"))
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
            NativeThread.spawn(name: "straggler") {
                StopToken.withCurrent(.never) { _ = Event().wait(for: Delay.medium) }
            }
            Seam.withSeam(clock) { exit(EXIT_SUCCESS) }
        }
        #expect(result.errorText.contains("\"straggler\""))
    }
}
