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

/// The hook for errors that nobody asks for; each test in a process of its own, since there is one hook.
@Suite(.timeLimit(.minutes(15))) struct UnhandledErrorTests {
    struct Failure: Error, CustomStringConvertible {
        var description: String { "it went wrong" }
    }

    /// F9: it gets the thread and the error, once, in place of standard error.
    @Test func hook_withAnErrorThatNobodyReads_isCalledInPlaceOfWriting() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            blocking {
                let (wasDropped, called) = (Event(), Event())
                NativeThread.unhandledErrorHook = { thread, error in
                    SystemProcess.writeError("[\(thread.name) \(error is Failure) on \(NativeThread.current.name)]")
                    called.set()
                }
                NativeThread.spawn(name: "unlucky") {
                    wasDropped.wait()
                    throw Failure()
                }
                wasDropped.set()
                called.wait()
            }
        }
        #expect(result.errorText.components("[") == 1)
        #expect(result.errorText.contains("[unlucky true on unlucky]"))
        #expect(!result.errorText.contains("Exception in thread"))
    }

    /// F9: on the thread that drops the last handle, if that comes after the end.
    @Test func hook_whenTheHandleIsDroppedLater_isCalledByWhoDropsIt() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            blocking {
                NativeThread.unhandledErrorHook = { thread, _ in
                    SystemProcess.writeError("[\(thread.name) on \(NativeThread.current.name), \(thread.isAlive)]")
                }
                NativeThread.spawn(name: "dropper") {
                    let handle = NativeThread.spawn(name: "unlucky") { throw Failure() }
                    while !handle.thread.isFinishedAndGone { ThreadYield.yield() }
                    withExtendedLifetime(handle) {}
                }.join()
            }
        }
        #expect(result.errorText.contains("[unlucky on dropper, false]"))
    }

    /// F9: an error that is joined for is not the hook's.
    @Test func hook_withAnErrorThatWasJoined_isNotCalled() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            blocking {
                NativeThread.unhandledErrorHook = { _, _ in SystemProcess.writeError("[called]") }
                let handle = NativeThread.spawn { throw Failure() }
                _ = try? handle.join()
            }
        }
        #expect(!result.errorText.contains("[called]"))
    }

    /// F9: at the end of the process, for the handles that are still held.
    @Test func hook_atTheEndOfTheProcess_isCalledForTheRest() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            NativeThread.unhandledErrorHook = { thread, error in
                SystemProcess.writeError("[\(thread.name): \(error)]")
            }
            let handles = ["one", "two"].map { name in NativeThread.spawn(name: name) { throw Failure() } }
            withExtendedLifetime(handles) { exit(EXIT_SUCCESS) }
        }
        #expect(result.errorText.contains("[one: it went wrong]"))
        #expect(result.errorText.contains("[two: it went wrong]"))
    }

    /// F9: `nil` is the default again; F10: which a hook may also call.
    @Test func hook_setToNil_isTheDefaultAgain() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            blocking {
                precondition(NativeThread.unhandledErrorHook == nil)
                NativeThread.unhandledErrorHook = { thread, error in
                    SystemProcess.writeError("[mine]")
                    NativeThread.defaultUnhandledErrorHook(thread, error)
                }
                precondition(NativeThread.unhandledErrorHook != nil)
                Self.fail("first")
                NativeThread.unhandledErrorHook = nil
                Self.fail("second")
            }
        }
        #expect(result.errorText.components("[mine]") == 1)
        #expect(result.errorText.contains("Exception in thread first: it went wrong"))
        #expect(result.errorText.contains("Exception in thread second: it went wrong"))
    }

    /// Starts a thread that fails, and returns when its error has been told.
    private static func fail(_ name: String) {
        let handle = NativeThread.spawn(name: name) { throw Failure() }
        while !handle.thread.isFinishedAndGone { ThreadYield.yield() }
        withExtendedLifetime(handle) {}
    }

    /// F9: it holds no lock: it may lose another error, set the hook, start and join.
    @Test func hook_thatUsesThePackage_works() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            blocking {
                NativeThread.unhandledErrorHook = { thread, _ in
                    SystemProcess.writeError("[\(thread.name)]")
                    guard thread.name == "outer" else { return }
                    NativeThread.unhandledErrorHook = NativeThread.unhandledErrorHook
                    NativeThread.spawn { Self.fail("inner") }.join()
                }
                Self.fail("outer")
            }
        }
        #expect(result.errorText.contains("[outer]"))
        #expect(result.errorText.contains("[inner]"))
    }

    /// F10: the thread may be kept: it is a record, and nothing comes back to life.
    @Test func hook_thatKeepsTheThread_keepsARecordOfTheEnded() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            blocking {
                let kept = Locked<[NativeThread]>([])
                NativeThread.unhandledErrorHook = { thread, _ in kept.withLock { $0.append(thread) } }
                Self.fail("kept")
                let thread = kept.withLock { $0[0] }
                SystemProcess.writeError("[\(thread)]")
                precondition(!NativeThread.all.contains(thread))
            }
        }
        #expect(result.errorText.contains("[<NativeThread \"kept\" ended"))
    }
}

extension NativeThread {
    /// Whether its own last reference to its result is gone, so that dropping a handle is what tells of an error.
    fileprivate var isFinishedAndGone: Bool { !isAlive && !SystemFile.hasThread(nativeID) }
}

extension SystemFile {
    fileprivate static func hasThread(_ id: UInt64?) -> Bool {
        #if os(Linux)
        id.map { text("/proc/self/task/\($0)/stat") != nil } ?? false
        #else
        false
        #endif
    }
}

extension String {
    /// How often the text is there.
    fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
