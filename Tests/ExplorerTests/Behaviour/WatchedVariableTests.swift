// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer
import ThreadingQueues

/// What orders the accesses of a variable, and what does not.
@Suite struct WatchedVariableTests {
    /// In the first schedule one thread has ended before the other begins.
    @Test func write_byTwoThreadsThatNeverInterleave_isARace() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(replaying: "") {
                let variable = WatchedVariable(0, name: "total")
                together({ variable.write(1) }, { variable.write(2) })
            }
        }
        #expect(failure.kind == .dataRace)
        #expect(failure.message.contains("nothing orders two accesses to 'total'"), "\(failure)")
        #expect(failure.message.contains("by t1 and by t2"), "\(failure)")
    }

    @Test func read_andWriteByTwoThreads_isARace() throws {
        let failure = try race { variable in together({ _ = variable.read() }, { variable.write(1) }) }
        #expect(failure.kind == .dataRace)
        #expect(failure.schedules == 1)
        #expect(failure.message.contains("variable 1"))
    }

    @Test func read_beforeTheJoin_isARace() throws {
        let failure = try race { variable in
            let thread = NativeThread.spawn { variable.write(1) }
            _ = variable.read()
            thread.join()
        }
        #expect(failure.kind == .dataRace)
    }

    @Test func write_underTwoLocks_isARace() throws {
        let failure = try race { variable in
            let one = Lock()
            let other = Lock()
            together({ one.withLock { variable.write(1) } }, { other.withLock { variable.write(2) } })
        }
        #expect(failure.kind == .dataRace)
    }

    @Test func read_byTwoThreads_isNoRace() throws {
        try noRace { variable in together({ _ = variable.read() }, { _ = variable.read() }) }
    }

    @Test func write_beforeTheStartAndAfterTheJoin_isNoRace() throws {
        try noRace { variable in
            variable.write(1)
            together({ variable.write(variable.read() + 1) })
            expect(variable.read() == 2)
            variable.write(3)
        }
    }

    @Test func write_underALock_isNoRace() throws {
        try noRace { variable in
            let lock = Lock()
            let work: @Sendable () -> Void = { lock.withLock { variable.write(variable.read() + 1) } }
            together(work, work)
            expect(variable.read() == 2)
        }
    }

    @Test func write_beforeAFlagThatIsSeen_isNoRace() throws {
        try noRace { variable in
            let isReady = AtomicCell(false)
            together(
                {
                    variable.write(1)
                    isReady.store(true)
                },
                { if isReady.load() { expect(variable.read() == 1) } }
            )
        }
    }

    @Test func write_afterAFlagThatIsSeen_isARace() throws {
        let failure = try race { variable in
            let isReady = AtomicCell(false)
            together(
                {
                    isReady.store(true)
                    variable.write(1)
                },
                { if isReady.load() { _ = variable.read() } }
            )
        }
        #expect(failure.kind == .dataRace)
    }

    @Test func write_beforeAnEvent_isNoRace() throws {
        try noRace { variable in
            let event = Event()
            together(
                {
                    variable.write(1)
                    event.set()
                },
                {
                    event.wait()
                    expect(variable.read() == 1)
                }
            )
        }
    }

    @Test func write_beforeAPut_isNoRaceWithWhatFollowsTheGet() throws {
        try noRace { variable in
            let queue = BlockingQueue<Int>()
            together(
                {
                    variable.write(1)
                    try? queue.put(5)
                },
                {
                    _ = try? queue.get()
                    expect(variable.read() == 1)
                }
            )
        }
    }

    @Test func write_betweenSemaphores_isNoRace() throws {
        try noRace { variable in
            let semaphore = Semaphore(value: 1)
            let work: @Sendable () -> Void = {
                semaphore.wait()
                variable.write(variable.read() + 1)
                semaphore.signal()
            }
            together(work, work)
        }
    }

    @Test func readAndWrite_outsideOfAnExploration_arePlain() {
        let variable = WatchedVariable("one", name: "word")
        #expect(variable.read() == "one")
        variable.write("two")
        #expect(variable.read() == "two")
    }

    /// It would be watched by nobody.
    @Test func write_ofOneMadeOutside_isRefused() throws {
        let variable = WatchedVariable(0)
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore { together({ variable.write(1) }, { variable.write(2) }) }
        }
        #expect(failure.kind == .misuse)
        #expect(failure.message.contains("make it in the body"))
    }

    private func race(_ body: @escaping @Sendable (WatchedVariable<Int>) -> Void) throws -> ExplorationFailure {
        try #require(throws: ExplorationFailure.self) { try explore { body(WatchedVariable(0)) } }
    }

    private func noRace(_ body: @escaping @Sendable (WatchedVariable<Int>) -> Void) throws {
        #expect(try explore { body(WatchedVariable(0)) }.isExhausted)
    }
}
