// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What scopes of threads promise, in every interleaving.
@Suite struct ThreadScopeContractTests {
    /// What a scope throws, by the numbers of its errors; a body's has a minus.
    private static func failures<Result>(of body: () throws(ThreadFailures) -> Result) -> [Int] {
        do {
            _ = try body()
            return []
        } catch {
            return error.failures.map { ($0.isOfBody ? -1 : 1) * (($0.error as? ContractError)?.number ?? 0) }
        }
    }

    // MARK: Nobody outlives the scope

    @Test func threads_haveAllEndedAndWhatTheyDidIsSeen() throws {
        try exhaust {
            let (one, two) = (WatchedVariable(0), WatchedVariable(0))
            let (isOneDestroyed, isTwoDestroyed) = (AtomicCell(false), AtomicCell(false))
            withThreads { scope in
                scope.spawn { [witness = Witness(isOneDestroyed)] in
                    one.write(1)
                    witness.look()
                }
                scope.spawn { [witness = Witness(isTwoDestroyed)] in
                    two.write(1)
                    witness.look()
                }
            }
            expect(one.read() == 1 && two.read() == 1)
            expect(isOneDestroyed.load() && isTwoDestroyed.load(), "a thread's captures outlived the scope")
        }
    }

    @Test func threadsOfThreads_haveAllEndedToo() throws {
        try exhaust {
            let value = WatchedVariable(0)
            withThreads { scope in
                scope.spawn { scope in
                    scope.spawn { value.write(1) }
                }
            }
            expect(value.read() == 1, "a thread that a thread had started outlived the scope")
        }
    }

    @Test func body_thatThrows_leavesNobody() throws {
        try exhaust([[true], [false]]) {
            let value = WatchedVariable([Bool]())
            do {
                try withThreads { scope in
                    scope.spawn { value.write([StopToken.current.isStopRequested]) }
                    throw ContractError(number: 1)
                }
            } catch {
                expect(error as? ContractError == ContractError(number: 1))
            }
            return value.read()
        }
    }

    @Test func thread_thatThrows_leavesNobody() throws {
        try exhaust([[1]]) {
            let value = WatchedVariable(0)
            let failures = Self.failures { () throws(ThreadFailures) in
                try withThrowingThreads { scope in
                    scope.spawn { throw ContractError(number: 1) }
                    scope.spawn { value.write(1) }
                }
            }
            expect(value.read() == 1, "a thread outlived a scope that failed")
            return failures
        }
    }

    @Test func threadAndBody_thatThrow_areBothTold() throws {
        try exhaust([[1, -2], [-2, 1]]) {
            Self.failures { () throws(ThreadFailures) in
                try withThrowingThreads { scope in
                    scope.spawn { throw ContractError(number: 1) }
                    throw ContractError(number: 2)
                }
            }
        }
    }

    @Test func twoThreads_thatThrow_areToldInTheirOrder() throws {
        try exhaust([[1, 2], [2, 1]]) {
            Self.failures { () throws(ThreadFailures) in
                try withThrowingThreads { scope in
                    scope.spawn { throw ContractError(number: 1) }
                    scope.spawn { throw ContractError(number: 2) }
                }
            }
        }
    }

    @Test func body_thatPassesOnAThreadsError_isNotToldTwice() throws {
        try exhaust([[1]]) {
            Self.failures { () throws(ThreadFailures) in
                try withThrowingThreads { scope in try scope.spawn { throw ContractError(number: 1) }.join() }
            }
        }
    }

    // MARK: Stop

    @Test func stopOfTheCaller_whileAThreadWaits_wakesItAndLeavesNobody() throws {
        try exhaust([false]) {
            let hasEnded = WatchedVariable(false)
            let owner = NativeThread.spawn {
                let never = Event()
                let wasSet = withThreads { scope in
                    scope.spawn {
                        let wasSet = never.wait(for: nil)
                        hasEnded.write(true)
                        return wasSet
                    }
                }.join()
                expect(hasEnded.read(), "a thread outlived a scope that was stopped")
                return wasSet
            }
            owner.requestStop()
            return owner.join()
        }
    }

    @Test func failFast_wakesAThreadThatWaitsForEver() throws {
        try exhaust([[1]]) {
            let wasSet = WatchedVariable(true)
            let failures = Self.failures { () throws(ThreadFailures) in
                try withThrowingThreads(policy: .failFast) { scope in
                    let never = Event()
                    scope.spawn { wasSet.write(never.wait(for: nil)) }
                    scope.spawn { throw ContractError(number: 1) }
                }
            }
            expect(!wasSet.read())
            return failures
        }
    }

    @Test func failFast_whenTwoFail_tellsBoth() throws {
        try exhaust([[1, 2], [2, 1]]) {
            Self.failures { () throws(ThreadFailures) in
                try withThrowingThreads(policy: .failFast) { scope in
                    scope.spawn { throw ContractError(number: 1) }
                    scope.spawn { throw ContractError(number: 2) }
                }
            }
        }
    }

    @Test func deadline_whileAThreadWaits_wakesItAndIsTold() throws {
        try exhaust([true]) {
            do throws(ThreadFailures) {
                try withThrowingThreads(deadline: .seconds(5)) { scope in
                    let never = Event()
                    scope.spawn { _ = never.wait(for: nil) }
                }
                return false
            } catch {
                return error.deadlineHasPassed && error.failures.isEmpty
            }
        }
    }

    @Test func deadline_whileAThreadEnds_passesOrNot() throws {
        try exhaust([true, false]) {
            do throws(ThreadFailures) {
                try withThrowingThreads(deadline: .seconds(5)) { scope in
                    scope.spawn { NativeThread.sleep(for: .seconds(5)) }
                }
                return false
            } catch {
                return error.deadlineHasPassed
            }
        }
    }

    // MARK: A race

    @Test func race_ofTwoThatSucceed_hasOneWinner() throws {
        try exhaust([1, 2]) {
            let winner = try withRacingThreads(of: Int.self) { race in
                race.spawn { 1 }
                race.spawn { 2 }
            }
            return winner
        }
    }

    @Test func race_ofOneThatFailsAndOneThatSucceeds_hasThatWinner() throws {
        try exhaust([2]) {
            try withRacingThreads(of: Int.self) { race in
                race.spawn { throw ContractError(number: 1) }
                race.spawn { 2 }
            }
        }
    }

    @Test func race_wakesALoserThatWaitsForEver() throws {
        try exhaust([1]) {
            try withRacingThreads(of: Int.self) { race in
                let never = Event()
                race.spawn {
                    if !never.wait(for: nil) { throw ContractError(number: 2) }
                    return 2
                }
                race.spawn { 1 }
            }
        }
    }

    // MARK: The limit

    @Test func limit_isKeptAndEverybodyRuns() throws {
        try exhaust {
            let running = WatchedVariable(0)
            withThreads(limit: 1) { scope in
                for _ in 0..<2 { scope.spawn { running.write(running.read() + 1) } }
            }
            // Unordered, the two would have raced.
            expect(running.read() == 2)
        }
    }

    @Test func limit_whileAThreadTakesTheFreePlace_isKept() throws {
        try exhaust([true, false], preemptions: 1) {
            let counts = Locked((running: 0, most: 0))
            let work: @Sendable () -> Void = {
                counts.withLock {
                    $0.running += 1
                    $0.most = max($0.most, $0.running)
                }
                counts.withLock { $0.running -= 1 }
            }
            let wasTaken = withThreads(limit: 2) { scope in
                scope.spawn(work)
                let taker = scope.spawn { scope in
                    counts.withLock { $0.running += 1 }
                    let other = scope.spawnIfAvailable(work)
                    other?.join()
                    counts.withLock { $0.running -= 1 }
                    return other != nil
                }
                scope.spawn(work)
                return taker.join()
            }
            expect(counts.withLock { $0.most } <= 2, "more threads ran than the limit lets")
            return wasTaken
        }
    }

    // MARK: Borrowing

    @Test func concurrently_endsWhenBothHave() throws {
        try exhaust {
            let (one, two) = (WatchedVariable(0), WatchedVariable(0))
            let sum = concurrently({ one.write(1) }, { two.write(2) })
            _ = sum
            expect(one.read() + two.read() == 3)
        }
    }

    @Test func concurrently_whenOneFails_wakesTheOther() throws {
        try exhaust([[-1, 2], [-1]]) {
            Self.failures { () throws(ThreadFailures) in
                try concurrently(
                    { throw ContractError(number: 1) },
                    {
                        if StopToken.current.isStopRequested { return }
                        if !Event().wait(for: nil) { throw ContractError(number: 2) }
                    }
                )
            }
        }
    }

    @Test func pieces_areChangedByOneThreadEach() throws {
        try exhaust {
            var numbers = [WatchedVariable(1), WatchedVariable(2)]
            withThreads(over: &numbers, threads: 2) { piece, _ in
                for index in piece.indices { piece[index].write(piece[index].read() * 10) }
            }
            expect(numbers[0].read() == 10 && numbers[1].read() == 20)
        }
    }
}
