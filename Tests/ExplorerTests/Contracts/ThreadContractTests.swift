// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What ``NativeThread`` and ``JoinHandle`` promise, in every interleaving.
@Suite struct ThreadContractTests {
    @Test func spawn_doesNotWaitForTheThreadToBegin() throws {
        try exhaust([true, false]) {
            let hasBegun = AtomicCell(false)
            let thread = NativeThread.spawn { hasBegun.store(true) }
            let seen = hasBegun.load()
            thread.join()
            return seen
        }
    }

    @Test func spawn_showsTheBodyWhatWasDoneBefore() throws {
        try exhaust {
            let value = WatchedVariable(0)
            value.write(1)
            NativeThread.spawn { expect(value.read() == 1) }.join()
        }
    }

    @Test func spawn_whoseHandleIsDropped_runsAllTheSame() throws {
        try exhaust {
            let hasRun = Event()
            NativeThread.spawn { hasRun.set() }
            hasRun.wait()
        }
    }

    @Test func join_byTwoThreadsAndTwice_isTheValueEachTime() throws {
        try exhaust {
            let value = WatchedVariable(0)
            let answer = NativeThread.spawn {
                value.write(42)
                return 42
            }
            let read: @Sendable () -> Void = { expect(answer.join() == 42 && value.read() == 42) }
            together(read, read)
            expect(answer.join() == 42 && answer.join() == 42)
        }
    }

    @Test func join_ofABodyThatThrows_throwsEachTime() throws {
        try exhaust {
            let thread = NativeThread.spawn { () throws(ContractError) -> Int in throw ContractError(number: 1) }
            let read: @Sendable () -> Void = {
                expectError(ContractError(number: 1), in: Result { try thread.join() })
            }
            together(read, read)
            read()
        }
    }

    @Test func error_ofAThreadWhoseHandleIsDropped_isTold() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.exhaustive) { NativeThread.spawn { throw ContractError(number: 1) } }
        }
        #expect(failure.kind == .error)
        #expect(failure.message.contains("ContractError"))
    }

    @Test func joinForATime_whileTheThreadRuns_isTheValueOrNil() throws {
        try exhaust([42, nil]) {
            let mayEnd = Event()
            let answer = NativeThread.spawn {
                mayEnd.wait()
                return 42
            }
            mayEnd.set()
            let seen = answer.join(for: .seconds(30))
            expect(answer.join() == 42, "a join that gave up has spoiled the next")
            return seen
        }
    }

    @Test func joinForATime_ofAThreadThatDoesNotEnd_isNil() throws {
        try exhaust([nil as Int?]) {
            let mayEnd = Event()
            let answer = NativeThread.spawn {
                mayEnd.wait()
                return 42
            }
            let seen = answer.join(for: .seconds(30))
            mayEnd.set()
            answer.join()
            return seen
        }
    }

    @Test func joinForATime_ofABodyThatThrows_throwsOrIsNil() throws {
        try exhaust([true, false]) {
            let thread = NativeThread.spawn { () throws(ContractError) -> Int in throw ContractError(number: 1) }
            var hasThrown = false
            do {
                expect(try thread.join(for: .seconds(30)) == nil, "a value from a body that threw")
            } catch {
                expect(error as? ContractError == ContractError(number: 1))
                hasThrown = true
            }
            expectError(ContractError(number: 1), in: Result { try thread.join() })
            return hasThrown
        }
    }

    @Test func joinForZero_whileTheThreadRuns_onlyLooks() throws {
        try exhaust([42, nil]) {
            let answer = NativeThread.spawn { 42 }
            let seen = answer.join(for: .zero)
            answer.join()
            return seen
        }
    }

    @Test func joinForZero_ofAThreadThatHasEnded_isTheValue() throws {
        try exhaust([42 as Int?]) {
            let answer = NativeThread.spawn { 42 }
            answer.join()
            return answer.join(for: .zero)
        }
    }

    @Test func isFinished_whileTheThreadRuns_isBothAndTrueIsFinal() throws {
        try exhaust([[false, false], [false, true], [true, true]]) {
            let value = WatchedVariable(0)
            let thread = NativeThread.spawn { value.write(1) }
            let first = thread.isFinished
            if first { expect(value.read() == 1, "finished, and what it did is not seen") }
            let second = thread.isFinished
            expect(second == !thread.thread.isAlive || !second)
            thread.join()
            expect(thread.isFinished && !thread.thread.isAlive)
            return [first, second]
        }
    }

    @Test func join_returnsWhenWhatTheBodyCapturedIsDestroyed() throws {
        try exhaust {
            let isDestroyed = AtomicCell(false)
            let thread = NativeThread.spawn { [captured = Witness(isDestroyed)] in captured.look() }
            thread.join()
            expect(isDestroyed.load(), "joined while the body's captures were alive")
        }
    }

    @Test func current_isTheThreadOfTheHandle() throws {
        try exhaust {
            let caller = NativeThread.current
            let one = NativeThread.spawn { NativeThread.current }
            let two = NativeThread.spawn { NativeThread.current }
            let (first, second) = (one.join(), two.join())
            expect(first == one.thread && second == two.thread)
            expect(Set([caller, first, second]).count == 3)
            expect(NativeThread.current == caller)
        }
    }

    @Test func threads_thatJoinEachOther_waitForEver() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.exhaustive) {
                let first = Locked<JoinHandle<Void, Never>?>(nil)
                let isThere = Event()
                let one = NativeThread.spawn {
                    isThere.wait()
                    first.withLock { $0 }?.join()
                }
                let two = NativeThread.spawn { one.join() }
                first.withLock { $0 = two }
                isThere.set()
            }
        }
        #expect(failure.kind == .deadlock)
    }

    @Test func sleep_takesNoTimeAndLetsOthersRun() throws {
        try exhaust([true, false]) {
            let cell = AtomicCell(false)
            let other = NativeThread.spawn { cell.store(true) }
            NativeThread.sleep(for: .seconds(30))
            let seen = cell.load()
            other.join()
            return seen
        }
    }
}
