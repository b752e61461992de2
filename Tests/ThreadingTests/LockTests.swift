// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// The contract of ``Lock``, row by row of its table.
@Suite struct LockTests {
    private struct Failure: Error {}

    /// L1, L3.
    @Test func lock_whenFree_takesIt() async throws {
        let states = try await onThread {
            let lock = Lock()
            let before = lock.isLocked
            lock.lock()
            let during = lock.isLocked
            lock.unlock()
            return [before, during, lock.isLocked]
        }
        #expect(states == [false, true, false])
    }

    /// L1: until it is released.
    @Test func lock_whenHeld_blocksUntilTheRelease() async throws {
        let order = try await onThread {
            let lock = Lock()
            let order = Locked<[String]>([])
            lock.lock()
            let other = NativeThread.spawn {
                lock.lock()
                order.withLock { $0.append("taken") }
                lock.unlock()
            }
            waitUntilAsleep(other.thread, on: .lock)
            order.withLock { $0.append("released") }
            lock.unlock()
            other.join()
            return order.withLock { $0 }
        }
        #expect(order == ["released", "taken"])
    }

    /// L1.
    @Test func lockIfAvailable_whenHeldByOneself_isFalse() async throws {
        let results = try await onThread {
            let lock = Lock()
            let first = lock.lockIfAvailable()
            let second = lock.lockIfAvailable()
            lock.unlock()
            defer { lock.unlock() }
            return [first, second, lock.lockIfAvailable()]
        }
        #expect(results == [true, false, true])
    }

    /// L1: never spuriously false, whoever else looks.
    @Test func lockIfAvailable_whenFreeAndWatched_isTrue() async throws {
        let failures = try await onThread {
            let lock = Lock()
            let over = Event()
            let watcher = NativeThread.spawn { while !over.isSet { _ = lock.isLocked } }
            var failures = 0
            for _ in 0..<20_000 {
                if lock.lockIfAvailable() { lock.unlock() } else { failures += 1 }
            }
            over.set()
            watcher.join()
            return failures
        }
        #expect(failures == 0)
    }

    /// L1, bpo-11618: after a time-out the lock works as before.
    @Test func lock_forATimeThatPasses_isFalseAndLeavesASoundLock() async throws {
        let results = try await onThread {
            let lock = Lock()
            lock.lock()
            let other = NativeThread.spawn {
                [lock.lock(for: Delay.short), lock.lock(until: .now + Delay.short), lock.lock(for: .zero)]
            }
            let late = other.join()
            lock.unlock()
            defer { lock.unlock() }
            return late + [lock.lockIfAvailable(), lock.isLocked]
        }
        #expect(results == [false, false, false, true, true])
    }

    /// L1: a lock that is released in time.
    @Test func lock_forATime_whenReleasedInTime_isTrue() async throws {
        let taken = try await onThread {
            let lock = Lock()
            lock.lock()
            let other = NativeThread.spawn { lock.lock(for: Delay.medium) }
            waitUntilAsleep(other.thread, on: .lock)
            lock.unlock()
            defer { lock.unlock() }
            return other.join() && lock.isLocked
        }
        #expect(taken)
    }

    /// L3: whoever holds it.
    @Test func isLocked_whileAnotherHoldsIt_isTrue() async throws {
        let states = try await onThread {
            let lock = Lock()
            NativeThread.spawn { lock.lock() }.join()
            let during = lock.isLocked
            lock.unlock()
            return [during, lock.isLocked]
        }
        #expect(states == [true, false])
    }

    /// L2: any thread may release.
    @Test func unlock_byAnotherThread_releasesIt() async throws {
        let isFree = try await onThread {
            let lock = Lock()
            lock.lock()
            NativeThread.spawn { lock.unlock() }.join()
            defer { lock.unlock() }
            return lock.lockIfAvailable()
        }
        #expect(isFree)
    }

    /// L2.
    @Test func unlock_whenFree_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let lock = Lock()
            lock.withLock {}
            lock.unlock()
        }
        #expect(result.errorText.contains("a lock was unlocked that nobody held"))
    }

    /// X8.
    @Test func withLock_whenTheBodyThrows_releases() {
        let lock = Lock()
        #expect(throws: Failure.self) { try lock.withLock { () throws(Failure) in throw Failure() } }
        #expect(!lock.isLocked)
        #expect(throws: Failure.self) { try lock.withLockIfAvailable { () throws(Failure) in throw Failure() } }
        #expect(!lock.isLocked)
    }

    /// X8.
    @Test func withLock_holdsItDuringTheBodyAndGivesItsResult() {
        let lock = Lock()
        #expect(lock.withLock { lock.isLocked })
        #expect(lock.withLockIfAvailable { lock.isLocked } == true)
        #expect(!lock.isLocked)
    }

    /// L1, X8: a result that cannot be copied is moved out.
    @Test func withLock_givesAResultThatCannotBeCopied() {
        struct Ticket: ~Copyable { let number: Int }
        let ticket = Lock().withLock { Ticket(number: 3) }
        #expect(ticket.number == 3)
    }

    /// L1.
    @Test func withLockIfAvailable_whenHeld_isNilAndDoesNotRun() {
        let lock = Lock()
        var hasRun = false
        let result: Int? = lock.withLock {
            lock.withLockIfAvailable {
                hasRun = true
                return 1
            }
        }
        #expect(result == nil)
        #expect(!hasRun)
    }

    /// X5: nobody starves; the hand-over lets a sleeper in between threads that never leave the lock alone.
    @Test func lock_besideAThreadThatNeverLeavesItAlone_isTaken() async throws {
        try await onThread {
            let lock = Lock()
            let over = Event()
            let greedy = NativeThread.spawn {
                while !over.isSet {
                    lock.withLock { for _ in 0..<2_000 { _ = over.isSet } }
                }
            }
            for _ in 0..<50 { lock.withLock {} }
            over.set()
            greedy.join()
        }
    }

    /// L1: it may go as soon as nobody uses it, though another thread's release has not returned yet.
    @Test func unlock_whenTheNextHolderDropsTheLock_isHarmless() async throws {
        try await onThread {
            for _ in 0..<300 {
                let lock = Lock()
                lock.lock()
                let other = NativeThread.spawn(stackSize: 64 << 10) { lock.withLock {} }
                lock.unlock()
                other.join()
            }
        }
    }
}
