// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What the hooks of threads promise, in every interleaving.
@Suite struct ThreadHooksContractTests {
    /// F8: called around the body, and seen by whoever joins.
    @Test func hooks_ofAnExploredThread_areCalledAroundItsBody() throws {
        try exhaust {
            let log = WatchedVariable(0)
            let hooks = NativeThread.addHooks(
                atStart: { _ in log.write(log.read() * 10 + 1) },
                atEnd: { _ in log.write(log.read() * 10 + 3) }
            )
            let thread = NativeThread.spawn { log.write(log.read() * 10 + 2) }
            hooks.cancel()
            let other = NativeThread.spawn {}
            thread.join()
            other.join()
            expect(log.read() == 123)
        }
    }

    /// F8: hooks from outside are none of the program's.
    @Test func hooks_fromOutsideTheExploration_areNotCalled() throws {
        // Threads of other tests call it meanwhile.
        let isCalled = Locked(false)
        let hooks = NativeThread.addHooks(atStart: { thread in
            if thread.name == "explored" { isCalled.withLock { $0 = true } }
        })
        try exhaust { NativeThread.spawn(name: "explored") {}.join() }
        hooks.cancel()
        #expect(!isCalled.withLock { $0 })
    }

    /// F7, 4.1.50: options are those of the thread; the explorer alone decides who runs.
    @Test func options_ofAnExploredThread_leaveTheDecisionsToTheExplorer() throws {
        try exhaust([true, false]) {
            let cell = AtomicCell(false)
            let options = ThreadOptions(name: "nice", niceness: 19, processors: [65_535])
            let thread = NativeThread.spawn(options) {
                expect(NativeThread.current.name == "nice")
                cell.store(true)
            }
            let seen = cell.load()
            thread.join()
            return seen
        }
    }
}
