// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What ``Lock`` promises, in every interleaving.
@Suite struct LockContractTests {
    @Test func withLock_byThreeThreads_letsOneInAtATime() throws {
        try exhaust {
            let lock = Lock()
            let count = WatchedVariable(0)
            let increment: @Sendable () -> Void = { lock.withLock { count.write(count.read() + 1) } }
            together(increment, increment, increment)
            expect(count.read() == 3, "an increment was lost")
        }
    }

    @Test func lock_heldByACallerWhoLocksItAgain_waitsForEver() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.exhaustive) {
                let lock = Lock()
                lock.lock()
                lock.lock()
            }
        }
        #expect(failure.kind == .deadlock)
    }

    @Test func unlock_byAnotherThread_letsTheNextIn() throws {
        try exhaust {
            let lock = Lock()
            let value = WatchedVariable(0)
            lock.lock()
            let other = NativeThread.spawn {
                value.write(1)
                lock.unlock()
            }
            lock.lock()
            expect(value.read() == 1, "the lock was taken twice")
            lock.unlock()
            other.join()
        }
    }

    @Test func unlock_ofAFreeLock_isRefused() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.exhaustive) { Lock().unlock() }
        }
        #expect(failure.kind == .misuse)
    }

    @Test func lockIfAvailable_whileAnotherComesAndGoes_takesItOrNot() throws {
        try exhaust([true, false]) {
            let lock = Lock()
            let value = WatchedVariable(0)
            let other = NativeThread.spawn { lock.withLock { value.write(1) } }
            let isMine = lock.lockIfAvailable()
            if isMine {
                value.write(2)
                lock.unlock()
            }
            other.join()
            return isMine
        }
    }

    @Test func lockIfAvailable_ofAFreeLock_isNeverFalse() throws {
        try exhaust {
            let lock = Lock()
            let other = NativeThread.spawn { lock.withLock {} }
            other.join()
            let stranger = NativeThread.spawn { NativeThread.sleep(for: .seconds(1)) }
            expect(lock.lockIfAvailable(), "a lock that nobody holds was not available")
            lock.unlock()
            stranger.join()
        }
    }

    @Test func withLockIfAvailable_whileAnotherComesAndGoes_runsTheBodyOrIsNil() throws {
        try exhaust([1, nil]) {
            let lock = Lock()
            let count = WatchedVariable(0)
            let other = NativeThread.spawn { lock.withLock { count.write(count.read() + 1) } }
            let answer = lock.withLockIfAvailable {
                count.write(count.read() + 1)
                return 1
            }
            other.join()
            expect(count.read() == (answer == nil ? 1 : 2), "the body was run without an answer, or not run with one")
            expect(!lock.isLocked, "the lock was kept")
            return answer
        }
    }

    @Test func lockForATime_whileAnotherHoldsIt_takesItOrGivesUp() throws {
        try exhaust([true, false]) {
            let lock = Lock()
            let value = WatchedVariable(0)
            lock.lock()
            let other = NativeThread.spawn {
                let isMine = lock.lock(for: .seconds(30))
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

    @Test func lockForATime_thatNobodyGivesBack_givesUp() throws {
        try exhaust([false]) {
            let lock = Lock()
            lock.lock()
            return lock.lock(for: .seconds(30))
        }
    }

    @Test func lockForATime_ofAFreeLock_takesIt() throws {
        try exhaust([true]) {
            let lock = Lock()
            let stranger = NativeThread.spawn { NativeThread.sleep(for: .seconds(60)) }
            let isMine = lock.lock(for: .seconds(30))
            stranger.join()
            return isMine
        }
    }

    @Test func lockForZero_whileAnotherComesAndGoes_onlyTries() throws {
        try exhaust([true, false]) {
            let lock = Lock()
            let other = NativeThread.spawn { lock.withLock {} }
            let isMine = lock.lock(for: .zero)
            if isMine { lock.unlock() }
            other.join()
            return isMine
        }
    }

    @Test func lockForNil_whileAnotherHoldsIt_waits() throws {
        try exhaust([true]) {
            let lock = Lock()
            lock.lock()
            let other = NativeThread.spawn { lock.lock(for: nil) }
            lock.unlock()
            return other.join()
        }
    }

    @Test func withLock_whoseBodyThrows_releasesIt() throws {
        try exhaust {
            let lock = Lock()
            let other = NativeThread.spawn { lock.withLock {} }
            let result = Result { try lock.withLock { throw ContractError(number: 1) } }
            expectError(ContractError(number: 1), in: result)
            other.join()
            expect(lock.lockIfAvailable(), "a body that threw has kept the lock")
        }
    }

    @Test func isLocked_whileAnotherComesAndGoes_isBoth() throws {
        try exhaust([true, false]) {
            let lock = Lock()
            let other = NativeThread.spawn { lock.withLock {} }
            let isLocked = lock.isLocked
            other.join()
            expect(!lock.isLocked)
            return isLocked
        }
    }
}
