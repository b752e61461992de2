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
@Suite(.timeLimit(.minutes(15))) struct ProcessExitTests {
    /// An event that is set when the process has begun to leave.
    static func leaving() -> Event {
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
}
