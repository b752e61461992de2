// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingDiagnostics
import ThreadingTestSupport

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Dumps that are asked for from outside, and at the end.
@Suite struct ThreadDumpQuitTests {
    /// 4.1.32: the signal prints a dump, as often as it comes, and the program goes on.
    @Test func printsOnQuit_on_printsAndGoesOn() async {
        let result = await #expect(processExitsWith: .exitCode(3), observing: [\.standardErrorContent]) {
            ThreadRecording.isOn = true
            ThreadDump.printsOnQuit = true
            precondition(ThreadDump.printsOnQuit)
            let output = CapturedError()
            for count in 1...3 {
                kill(getpid(), SIGQUIT)
                output.waitForLines(beginning: "thread dump of process \(getpid())", count: count)
            }
            output.replay()
            _exit(3)
        }
        #expect(result.errorText.split(separator: "\n").count { $0.hasPrefix("thread dump of process") } == 3)
        #expect(result.errorText.contains("\"MainThread\""))
    }

    /// 4.1.32: switched off, the signal does what it did: it ends the program.
    @Test func printsOnQuit_off_leavesTheSignalAsItWas() async {
        await #expect(processExitsWith: .signal(SIGQUIT)) {
            ThreadDump.printsOnQuit = true
            ThreadDump.printsOnQuit = true
            ThreadDump.printsOnQuit = false
            precondition(!ThreadDump.printsOnQuit)
            kill(getpid(), SIGQUIT)
            // Should it not end the process, this does, by another signal.
            blocking { _ = Event().wait(for: Delay.medium) }
            abort()
        }
    }

    /// P1: at a missed exit deadline, what the late threads wait for is told.
    @Test func exitDeadline_whileRecording_tellsWhatTheLateWaitFor() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ThreadRecording.isOn = true
            NativeThread.exitDeadline = .milliseconds(20)
            let lock = Lock()
            LockTracking.setName("accounts", of: lock)
            blocking {
                lock.lock()
                let late = NativeThread.spawn(name: "straggler") { lock.lock() }.thread
                waitUntilItWaits(late, for: lock)
            }
            exit(EXIT_SUCCESS)
        }
        let text = result.errorText
        #expect(text.contains("the process ends without 1 thread that did not end before the exit deadline:"))
        #expect(text.contains("\"straggler\""))
        #expect(text.contains("for lock \"accounts\" ("))
        #expect(text.contains("held by thread "))
    }

    /// P1: no longer when it is off again.
    @Test func exitDeadline_afterARecording_namesTheLate() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ThreadRecording.isOn = true
            ThreadRecording.isOn = false
            NativeThread.exitDeadline = .zero
            NativeThread.spawn(name: "straggler") { Event().wait() }
            exit(EXIT_SUCCESS)
        }
        #expect(result.errorText.contains("<NativeThread \"straggler\""))
    }
}
