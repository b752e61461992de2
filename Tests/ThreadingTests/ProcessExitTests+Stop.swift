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

/// The end of the process asks threads to stop.
extension ProcessExitTests {
    /// P1, 4.1.4: a thread that waits until it is asked lets the process end.
    @Test func exit_withAThreadThatTakesHeed_endsIt() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let isThere = Event()
            NativeThread.spawn {
                isThere.set()
                let wasSet = Event().wait(for: nil)
                SystemProcess.writeError("[\(wasSet) \(StopToken.current.isStopRequested)]")
            }
            blocking { isThere.wait() }
            exit(EXIT_SUCCESS)
        }
        #expect(result.errorText.contains("[false true]"))
    }

    /// P1, P3: a daemon is asked as well, and is still not waited for.
    @Test func exit_withADaemon_asksItToo() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let daemon = NativeThread.spawn(daemon: true) { StopToken.current.wait() }
            // Joined: the process waits for this one, which sees the daemon end.
            NativeThread.spawn {
                daemon.join()
                SystemProcess.writeError("[the daemon has ended]")
            }
            exit(EXIT_SUCCESS)
        }
        #expect(result.errorText.contains("[the daemon has ended]"))
    }

    /// P1: those that are started by threads that end are asked, too.
    @Test func exit_withAThreadThatIsStartedMeanwhile_asksIt() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            NativeThread.spawn {
                StopToken.current.wait()
                NativeThread.spawn {
                    StopToken.current.wait()
                    SystemProcess.writeError("[both were asked]")
                }
            }
            exit(EXIT_SUCCESS)
        }
        #expect(result.errorText.contains("[both were asked]"))
    }

    /// P1: hooks run first, and can tell threads to end in their own way.
    @Test func exit_runsTheHooksBeforeItAsks() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let thread = NativeThread.spawn { StopToken.current.wait() }
            _ = ProcessExit.shared.addHook {
                SystemProcess.writeError("[asked: \(thread.thread.stopToken.isStopRequested)]")
            }
            exit(EXIT_SUCCESS)
        }
        #expect(result.errorText.contains("[asked: false]"))
    }
}
