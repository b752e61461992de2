// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// What threads call at their start and at their end.
///
/// Other tests start threads meanwhile, which call these hooks too: each test looks at its own threads alone.
@Suite struct ThreadHooksTests {
    private final class Log: Sendable {
        private let entries = Locked<[(thread: NativeThread, text: String)]>([])

        func add(_ text: String, _ thread: NativeThread = .current) {
            entries.withLock { $0.append((thread, text)) }
        }

        subscript(thread: NativeThread) -> [String] {
            entries.withLock { $0.filter { $0.thread == thread }.map(\.text) }
        }
    }

    /// F8: before the body and after it, on the thread.
    @Test func hooks_ofAThreadThatIsStartedLater_areCalledAroundItsBody() async throws {
        let seen = try await onThread {
            let log = Log()
            let hooks = NativeThread.addHooks(
                atStart: { thread in log.add("start \(thread == .current)") },
                atEnd: { thread in log.add("end \(thread == .current && thread.isAlive)") }
            )
            let thread = NativeThread.spawn { log.add("body") }
            thread.join()
            hooks.cancel()
            return log[thread.thread]
        }
        #expect(seen == ["start true", "body", "end true"])
    }

    /// F8: a thread that runs already is not affected.
    @Test func hooks_addedWhileAThreadRuns_areNotCalledByIt() async throws {
        let seen = try await onThread {
            let log = Log()
            let mayEnd = Event()
            let early = NativeThread.spawn { mayEnd.wait() }
            let hooks = NativeThread.addHooks(atStart: { _ in log.add("start") }, atEnd: { _ in log.add("end") })
            mayEnd.set()
            early.join()
            hooks.cancel()
            return log[early.thread]
        }
        #expect(seen == [])
    }

    /// F8: taken back, they are called by no later thread, and by those that have begun with them to the end.
    @Test func cancel_whileAThreadRuns_leavesItsPairAndNobodyElses() async throws {
        let (early, late, results) = try await onThread {
            let log = Log()
            let mayEnd = Event()
            let hooks = NativeThread.addHooks(atStart: { _ in log.add("start") }, atEnd: { _ in log.add("end") })
            let early = NativeThread.spawn { mayEnd.wait() }
            let results = [hooks.cancel(), hooks.cancel()]
            let late = NativeThread.spawn {}
            late.join()
            mayEnd.set()
            early.join()
            return (log[early.thread], log[late.thread], results)
        }
        #expect(early == ["start", "end"])
        #expect(late == [])
        #expect(results == [true, false])
    }

    /// F8: several nest.
    @Test func hooks_thatAreSeveral_nest() async throws {
        let seen = try await onThread {
            let log = Log()
            let hooks = ["outer", "inner"].map { name in
                NativeThread.addHooks(
                    atStart: { _ in log.add("\(name) start") },
                    atEnd: { _ in log.add("\(name) end") }
                )
            }
            let thread = NativeThread.spawn { log.add("body") }
            thread.join()
            for hook in hooks { hook.cancel() }
            return log[thread.thread]
        }
        #expect(seen == ["outer start", "inner start", "body", "inner end", "outer end"])
    }

    /// F8: the end also when the body throws.
    @Test func hooks_ofABodyThatThrows_areCalled() async throws {
        let seen = try await onThread {
            let log = Log()
            let hooks = NativeThread.addHooks(atEnd: { _ in log.add("end") })
            let thread = NativeThread.spawn { throw CancellationError() }
            _ = try? thread.join()
            hooks.cancel()
            return log[thread.thread]
        }
        #expect(seen == ["end"])
    }

    /// F8: a join returns when the hooks have, and what a hook did with a thread local goes after it.
    @Test func hooks_withThreadLocals_useTheThreadsOwn() async throws {
        let seen = try await onThread {
            let log = Log()
            let local = ThreadLocal { DeinitProbe { log.add("destroyed") } }
            let hooks = NativeThread.addHooks(
                atEnd: { _ in
                    _ = local.value
                    // Long enough for a join that does not wait for it.
                    for _ in 0..<100 { ThreadYield.yield() }
                    log.add("end")
                }
            )
            let thread = NativeThread.spawn {}
            thread.join()
            hooks.cancel()
            return log[thread.thread]
        }
        #expect(seen == ["end", "destroyed"])
    }

    /// F8: a hook may do what a body may: lock, start, join, add hooks.
    @Test func hook_thatStartsThreadsAndAddsHooks_works() async throws {
        let seen = try await onThread {
            let log = Log()
            let isNested = ThreadLocal { false }
            let hooks = NativeThread.addHooks(
                atStart: { thread in
                    guard thread.name == "hooked" else { return }
                    isNested.value = true
                    let more = NativeThread.addHooks()
                    log.add("joined \(NativeThread.spawn(name: "by a hook") { 3 }.join())", thread)
                    more.cancel()
                }
            )
            let thread = NativeThread.spawn(name: "hooked") {}
            thread.join()
            hooks.cancel()
            return log[thread.thread]
        }
        #expect(seen == ["joined 3"])
    }

    /// F8: what the hooks captured goes when they are taken back.
    @Test func cancel_destroysWhatTheHooksCaptured() async {
        // By itself: a thread that another test started meanwhile would hold them until it ends.
        await #expect(processExitsWith: .success) {
            let destroyed = Event()
            let hooks = Self.addHooks(capturing: DeinitProbe { destroyed.set() })
            precondition(!destroyed.isSet)
            hooks.cancel()
            precondition(destroyed.isSet)
        }
    }

    private static func addHooks(capturing probe: DeinitProbe) -> ThreadHookRegistration {
        NativeThread.addHooks(atStart: { _ in withExtendedLifetime(probe) {} })
    }

    /// F8, F3: threads that are not ours have none.
    @Test func hooks_onAForeignThread_areNotCalled() async throws {
        let seen = try await onThread {
            let log = Log()
            let hooks = NativeThread.addHooks(atStart: { _ in log.add("start") }, atEnd: { _ in log.add("end") })
            let foreign = Locked<NativeThread?>(nil)
            ForeignThread {
                let thread = NativeThread.current
                foreign.withLock { $0 = thread }
            }.join()
            hooks.cancel()
            return foreign.withLock { $0 }.map { log[$0] }
        }
        #expect(seen == [])
    }
}
