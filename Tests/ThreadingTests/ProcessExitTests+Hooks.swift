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

/// Actions at the end of the process, and threads that are started then.
extension ProcessExitTests {
    static func succeed() -> Never { exit(EXIT_SUCCESS) }

    /// What the process wrote in brackets.
    static func words(_ text: String) -> [Substring] {
        text.split(separator: "\n").filter { $0.hasPrefix("[") }
    }

    // MARK: Actions

    /// P1, 17: the latest first, before threads are joined.
    @Test func atExit_callsTheLatestFirstAndBeforeThreadsAreJoined() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let isLeaving = Event()
            NativeThread.atExit {
                SystemProcess.writeError("[first]")
                isLeaving.set()
            }
            NativeThread.atExit { SystemProcess.writeError("[second]") }
            NativeThread.spawn {
                isLeaving.wait()
                SystemProcess.writeError("[thread]")
            }
            Self.succeed()
        }
        #expect(Self.words(result.errorText) == ["[second]", "[first]", "[thread]"])
    }

    /// P1, 17: also in a process that has no threads.
    @Test func atExit_withoutAnyThread_isCalled() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            NativeThread.atExit { SystemProcess.writeError("[called]") }
            Self.succeed()
        }
        #expect(Self.words(result.errorText) == ["[called]"])
    }

    /// P1, 17: taken back, once, with what it has captured.
    @Test func remove_ofAHook_takesItBackAndDestroysIt() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let lives = LifeCounter()
            let hook = NativeThread.atExit { [object = lives.makeObject()] in
                object.touch()
                SystemProcess.writeError("[removed]")
            }
            let other = NativeThread.atExit { SystemProcess.writeError("[kept]") }
            precondition(hook.remove())
            precondition(!hook.remove())
            precondition(lives.living == 0)
            _ = other
            Self.succeed()
        }
        #expect(Self.words(result.errorText) == ["[kept]"])
    }

    /// P1, 17: while they are called: added ones are next, and those to come can be taken back.
    @Test func atExit_calledByAnAction_isNextAndRemoveStillCounts() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let last = NativeThread.atExit { SystemProcess.writeError("[never]") }
            NativeThread.atExit { SystemProcess.writeError("[last]") }
            let own = Locked<ExitHook?>(nil)
            let hook = NativeThread.atExit {
                NativeThread.atExit { SystemProcess.writeError("[added]") }
                let results = (last.remove(), own.withLock { $0 }?.remove())
                SystemProcess.writeError("[\(results.0) \(results.1 ?? true)]")
            }
            own.withLock { $0 = hook }
            Self.succeed()
        }
        #expect(Self.words(result.errorText) == ["[true false]", "[added]", "[last]"])
    }

    /// P1, 17: when all have been called it is too late for order, and not for the call. (Python raises.)
    @Test func atExit_calledWhileThreadsAreJoined_isCalledAtOnce() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let first = NativeThread.atExit {}
            NativeThread.spawn {
                // When it can no longer be taken back, the actions are being called, or have been.
                while first.remove() { ThreadYield.yield() }
                let isCalled = Locked(false)
                while true {
                    // Until all have been called, an action waits for its turn, and is taken back here.
                    let hook = NativeThread.atExit { isCalled.withLock { $0 = true } }
                    if !hook.remove(), isCalled.withLock({ $0 }) { break }
                }
                SystemProcess.writeError("[called at once]")
            }
            Self.succeed()
        }
        #expect(Self.words(result.errorText) == ["[called at once]"])
    }

    // MARK: Threads that are started at the end

    /// P3: by an action: joined like the others. (Python refuses them.)
    @Test func spawn_inAnAction_isJoined() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            NativeThread.atExit {
                NativeThread.spawn {
                    for _ in 0..<1_000 { ThreadYield.yield() }
                    SystemProcess.writeError("[wrote]")
                }
            }
            Self.succeed()
        }
        #expect(Self.words(result.errorText) == ["[wrote]"])
    }

    /// P3: by a handler of the system's that was there before the first thread, and so runs when all are joined: it
    /// runs, and whoever joins it gets its value.
    @Test func spawn_afterTheEnd_runsAndCanBeJoined() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            atexit {
                blocking { SystemProcess.writeError("[\(NativeThread.spawn { "late" }.join())]") }
            }
            NativeThread.spawn {}
            Self.succeed()
        }
        #expect(Self.words(result.errorText) == ["[late]"])
    }

    /// P3: nobody else waits for it.
    @Test func spawn_afterTheEnd_isNotWaitedFor() async {
        await #expect(processExitsWith: .success) {
            atexit { NativeThread.spawn { Event().wait() } }
            NativeThread.spawn {}
            Self.succeed()
        }
    }

    /// P3: daemons that are still there at the end are cut off, and do not keep others from starting threads.
    @Test func spawn_byADaemonDuringTheEnd_isJoined() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let (isLeaving, hasStarted) = (Event(), Event())
            NativeThread.spawn(daemon: true) {
                isLeaving.wait()
                NativeThread.spawn { SystemProcess.writeError("[child]") }
                hasStarted.set()
                Event().wait()
            }
            NativeThread.atExit {
                isLeaving.set()
                hasStarted.wait()
            }
            Self.succeed()
        }
        #expect(Self.words(result.errorText) == ["[child]"])
    }

    // MARK: Ctrl-C

    /// Gives the signal its default, whatever the test runner was started with.
    private static func restoreInterrupt() {
        _ = signal(SIGINT, SIG_DFL)
        unblockInterrupt()
    }

    private static func unblockInterrupt() {
        var signals = sigset_t()
        // These fill in one set, which outlives the calls.
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGINT)
        unsafe _ = pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// P4: while threads are joined, Ctrl-C ends the process at once, as it does before.
    @Test func interrupt_duringTheFinalJoin_endsTheProcess() async {
        await #expect(processExitsWith: .signal(SIGINT)) {
            Self.restoreInterrupt()
            let leaving = Self.leaving()
            NativeThread.spawn {
                leaving.wait()
                // Inherited from main, but not where main is a thread of Dispatch's.
                Self.unblockInterrupt()
                kill(getpid(), SIGINT)
                Event().wait()
            }
            Self.succeed()
        }
    }

    private static let handled = Atomic(0)

    /// P4: where the program handles it, the handler runs, and the joining goes on.
    @Test func interrupt_withAHandler_doesNotDisturbTheFinalJoin() async {
        let result = await #expect(processExitsWith: .exitCode(5), observing: [\.standardErrorContent]) {
            // Touched before any handler is: a global's first use may lock.
            _ = Self.handled.load(ordering: .relaxed)
            _ = signal(SIGINT) { _ in
                unsafe _ = write(STDERR_FILENO, "[handled]\n", 10)
                ProcessExitTests.handled.wrappingAdd(1, ordering: .relaxed)
            }
            Self.unblockInterrupt()
            let leaving = Self.leaving()
            NativeThread.spawn {
                leaving.wait()
                // The thread that leaves waits for this one, and is interrupted there.
                for round in 1...3 {
                    kill(getpid(), SIGINT)
                    // The system chooses a thread for it, which may not have a processor yet.
                    while Self.handled.load(ordering: .relaxed) < round { ThreadYield.yield() }
                }
                SystemProcess.writeError("[thread]")
            }
            exit(5)
        }
        #expect(Self.words(result.errorText) == ["[handled]", "[handled]", "[handled]", "[thread]"])
    }

    /// P4: the first Ctrl-C asks for the end, and a second one is the end.
    @Test func interrupt_twice_endsTheProcessTheSecondTime() async {
        let result = await #expect(processExitsWith: .signal(SIGINT), observing: [\.standardErrorContent]) {
            _ = signal(SIGINT) { number in
                unsafe _ = write(STDERR_FILENO, "[first]\n", 8)
                _ = signal(number, SIG_DFL)
            }
            Self.unblockInterrupt()
            let leaving = Self.leaving()
            NativeThread.spawn {
                leaving.wait()
                Self.unblockInterrupt()
                // Handled on this thread before it returns, so that the second is one of its own.
                raise(SIGINT)
                SystemProcess.writeError("[goes on]")
                raise(SIGINT)
                Event().wait()
            }
            Self.succeed()
        }
        #expect(Self.words(result.errorText) == ["[first]", "[goes on]"])
    }

    // MARK: Errors in main

    /// P4: an error that leaves `main` is a trap, which skips everything.
    @Test func trap_skipsActionsAndThreads() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            NativeThread.atExit { SystemProcess.writeError("[action]") }
            NativeThread.spawn { Event().wait() }
            fatalError("main has failed")
        }
        #expect(Self.words(result.errorText).isEmpty)
    }
}
