// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What ``ThreadLocal`` promises, in every interleaving.
@Suite struct ThreadLocalContractTests {
    /// V1: nobody else sees it, and the thread of the body is one as others are.
    @Test func value_isEachThreadsOwn() throws {
        try exhaust {
            let (local, cell) = (ThreadLocal { 0 }, AtomicCell(0))
            let use: @Sendable () -> Void = {
                local.value += 1
                cell.add(1)
                local.value += 1
                expect(local.value == 2)
            }
            together(use, use)
            expect(local.value == 0)
        }
    }

    /// V2: schedules do not see each other's values, though the same threads of the system play them.
    @Test func initializer_ofAThreadLocalFromOutside_runsInEachThreadOfEachSchedule() throws {
        let runs = Locked(0)
        let local = ThreadLocal { runs.withLock { $0 += 1 } }
        let report = try explore(.exhaustive) {
            let cell = AtomicCell(0)
            let use: @Sendable () -> Void = {
                _ = (local.value, local.value)
                cell.add(1)
            }
            together(use, use)
            use()
        }
        #expect(report.schedules >= 2)
        #expect(runs.withLock { $0 } == report.schedules * 3)
    }

    /// V1: destroyed before a join returns, in the open: the explorer sees what the destructor does.
    @Test func value_isDestroyedBeforeTheJoinReturns() throws {
        try exhaust {
            let isDestroyed = AtomicCell(false)
            let local = ThreadLocal { Witness(isDestroyed) }
            let thread = NativeThread.spawn { local.value.look() }
            thread.join()
            expect(isDestroyed.load(), "joined while a value of the thread was alive")
        }
    }

    /// V1: that of the body of the test, too, goes at its end, and with the thread local.
    @Test func values_whenTheThreadLocalGoes_areDestroyed() throws {
        try exhaust {
            let isDestroyed = AtomicCell(false)
            do {
                let local = ThreadLocal { Witness(isDestroyed) }
                local.value.look()
            }
            expect(isDestroyed.load())
        }
    }

    /// V1, 4.1.49: another thread sees a value before a change or after it, and nothing of one that has ended.
    @Test func values_whileAThreadCounts_areTheStepsOfItsCount() throws {
        try exhaust([[], [0], [1], [2]]) {
            let local = ThreadLocal(tracksValues: true) { 0 }
            let thread = NativeThread.spawn {
                local.value += 1
                local.withValue { $0 += 1 }
            }
            let seen = local.values
            thread.join()
            expect(local.values == [])
            return seen
        }
    }

    /// V1, 4.1.49: what the thread did before is seen with the value.
    @Test func values_showWhatWasDoneBefore() throws {
        try exhaust {
            let data = WatchedVariable(0)
            let local = ThreadLocal(tracksValues: true) { 0 }
            let mayEnd = Event()
            let thread = NativeThread.spawn {
                data.write(7)
                local.value = 1
                mayEnd.wait()
            }
            if local.values == [1] { expect(data.read() == 7) }
            mayEnd.set()
            thread.join()
        }
    }
}
