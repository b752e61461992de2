// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What ``RecursiveLock`` promises, in every interleaving.
@Suite struct RecursiveLockContractTests {
    @Test func withLock_nestedByThreeThreads_letsOneInAtATime() throws {
        try exhaust {
            let lock = RecursiveLock()
            let count = WatchedVariable(0)
            let increment: @Sendable () -> Void = {
                lock.withLock {
                    let before = count.read()
                    // The release of an inner level lets nobody in.
                    lock.withLock { count.write(before + 1) }
                    expect(count.read() == before + 1, "somebody came in between the levels")
                }
            }
            together(increment, increment, increment)
            expect(count.read() == 3, "an increment was lost")
            expect(!lock.isLocked)
        }
    }

    @Test func lock_byItsOwner_isTakenAtOnceInEveryForm() throws {
        try exhaust {
            let lock = RecursiveLock()
            let other = NativeThread.spawn { lock.withLock {} }
            lock.lock()
            lock.lock()
            let start = ContinuousClock.now
            expect(lock.lockIfAvailable() && lock.lock(for: nil))
            expect(lock.lock(for: .zero) && lock.lock(for: .seconds(30)) && lock.lock(until: start - .seconds(1)))
            expect(lock.depth == 7)
            for _ in 0..<7 { lock.unlock() }
            other.join()
            expect(!lock.isLocked && lock.depth == 0)
        }
    }

    @Test func unlock_byTheOwnerOfTwoLevels_letsTheNextInAfterTheSecond() throws {
        try exhaust {
            let lock = RecursiveLock()
            let value = WatchedVariable(0)
            lock.lock()
            lock.lock()
            let other = NativeThread.spawn { lock.withLock { value.read() } }
            lock.unlock()
            value.write(1)
            lock.unlock()
            expect(other.join() == 1, "the lock was free after one release of two")
        }
    }

    @Test func lockIfAvailable_whileAnotherComesAndGoes_takesItOrNot() throws {
        try exhaust([true, false]) {
            let lock = RecursiveLock()
            let value = WatchedVariable(0)
            let other = NativeThread.spawn { lock.withLock { lock.withLock { value.write(1) } } }
            let isMine = lock.lockIfAvailable()
            expect(lock.isHeldByCurrentThread == isMine)
            if isMine {
                value.write(2)
                lock.unlock()
            }
            other.join()
            return isMine
        }
    }

    @Test func lockForATime_whileAnotherHoldsIt_takesItOrGivesUp() throws {
        try exhaust([true, false]) {
            let lock = RecursiveLock()
            let value = WatchedVariable(0)
            lock.lock()
            let other = NativeThread.spawn {
                let isMine = lock.lock(for: .seconds(30))
                expect(lock.depth == (isMine ? 1 : 0))
                if isMine {
                    value.write(2)
                    lock.unlock()
                }
                return isMine
            }
            value.write(1)
            lock.unlock()
            let isTheirs = other.join()
            // Whoever gave up has left nothing behind that keeps others out.
            lock.withLock { expect(value.read() == (isTheirs ? 2 : 1)) }
            return isTheirs
        }
    }

    @Test func lock_leftBehindByAThreadThatHasEnded_isWaitedForForEver() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.exhaustive) {
                let lock = RecursiveLock()
                NativeThread.spawn { lock.lock() }.join()
                NativeThread.spawn { lock.lock() }.join()
            }
        }
        #expect(failure.kind == .deadlock)
    }

    @Test func withLock_whoseBodyThrows_givesItsLevelBack() throws {
        try exhaust {
            let lock = RecursiveLock()
            let other = NativeThread.spawn { lock.withLock {} }
            lock.withLock {
                let result = Result { try lock.withLock { throw ContractError(number: 1) } }
                expectError(ContractError(number: 1), in: result)
                expect(lock.depth == 1)
            }
            other.join()
            expect(!lock.isLocked, "a body that threw has kept the lock")
        }
    }

    @Test func isLocked_whileAnotherComesAndGoes_isBoth() throws {
        try exhaust([true, false]) {
            let lock = RecursiveLock()
            let other = NativeThread.spawn { lock.withLock {} }
            let isLocked = lock.isLocked
            expect(!lock.isHeldByCurrentThread && lock.depth == 0)
            other.join()
            expect(!lock.isLocked)
            return isLocked
        }
    }
}
