// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// The contract of ``ReadWriteLock``: the article's rule, that all read and nobody writes, or one writes alone.
@Suite struct ReadWriteLockTests {
    private struct Failure: Error {}

    /// L1: all are in at the same time, or none of them would go on.
    @Test func lockForReading_byMany_letsAllInAtOnce() async throws {
        let counts = try await onThread {
            let lock = ReadWriteLock()
            let isIn = (0..<4).map { _ in Event() }
            let mayLeave = Event()
            let readers = isIn.map { isIn in
                NativeThread.spawn {
                    lock.withReadLock {
                        isIn.set()
                        mayLeave.wait()
                    }
                }
            }
            let entered = isIn.count { $0.wait(for: Delay.medium) }
            mayLeave.set()
            for reader in readers { reader.join() }
            return (entered, lock.isLockedForReading)
        }
        #expect(counts == (4, false))
    }

    /// L1: the table for a lock that somebody reads, writes or reads upgradably; none of the polls blocks.
    @Test(arguments: [
        (LockForm.reading, [true, true, false]), (.upgradable, [true, false, false]),
        (.writing, [false, false, false]),
    ]) func lockIfAvailable_besideAnother_isWhatTheTableSays(held: LockForm, expected: [Bool]) async throws {
        let results = try await onThread {
            let lock = ReadWriteLock()
            held.enter(lock)
            let results = NativeThread.spawn {
                LockForm.allCases.map { form in
                    guard form.enterIfAvailable(lock) else { return false }
                    form.leave(lock)
                    return true
                }
            }.join()
            held.leave(lock)
            return results + LockForm.allCases.map { $0.enterIfAvailable(lock) && $0.left(lock) }
        }
        #expect(results == expected + [true, true, true])
    }

    /// L1: until it is released.
    @Test(arguments: [(LockForm.reading, LockForm.writing), (.writing, .reading), (.writing, .writing)])
    func lock_whenKeptOut_blocksUntilTheRelease(held: LockForm, wanted: LockForm) async throws {
        let order = try await onThread {
            let lock = ReadWriteLock()
            let order = Locked<[String]>([])
            held.enter(lock)
            let other = NativeThread.spawn {
                wanted.enter(lock)
                order.withLock { $0.append("in") }
                wanted.leave(lock)
            }
            waitUntilAsleep(other.thread, onLock: lock.identity)
            order.withLock { $0.append("left") }
            held.leave(lock)
            other.join()
            return order.withLock { $0 }
        }
        #expect(order == ["left", "in"])
    }

    /// L1, bpo-11618: after a time-out the lock works as before.
    @Test(arguments: LockForm.allCases) func lock_forATimeThatPasses_leavesASoundLock(form: LockForm) async throws {
        let results = try await onThread {
            let lock = ReadWriteLock()
            lock.lockForWriting()
            let late = NativeThread.spawn { form.enter(lock, for: Delay.short) }.join()
            lock.unlockFromWriting()
            return [late] + LockForm.allCases.map { $0.enterIfAvailable(lock) && $0.left(lock) }
        }
        #expect(results == [false, true, true, true])
    }

    /// L1: the readers that a writer keeps out come in when it gives up, though nobody has left.
    @Test func lockForWriting_forATimeThatPasses_letsInTheReadersItKeptOut() async throws {
        let results = try await onThread {
            let lock = ReadWriteLock()
            lock.lockForReading()
            let writer = NativeThread.spawn { lock.lockForWriting(for: .milliseconds(500)) }
            waitUntilAsleepOrEnded(writer, on: .lock)
            let reader = NativeThread.spawn {
                let isIn = lock.lockForReading(for: Delay.medium)
                if isIn { lock.unlockFromReading() }
                return isIn
            }
            let results = [writer.join(), reader.join()]
            lock.unlockFromReading()
            return results
        }
        #expect(results == [false, true])
    }

    /// X8.
    @Test func withLock_whenTheBodyThrows_leaves() async throws {
        let isFree = try await onThread {
            let lock = ReadWriteLock()
            try? lock.withReadLock { throw Failure() }
            try? lock.withWriteLock { throw Failure() }
            try? lock.withUpgradableReadLock { _ in throw Failure() }
            try? lock.withUpgradableReadLock { upgrade in try upgrade.withWriteLock { throw Failure() } }
            _ = try? lock.withReadLock(for: nil) { throw Failure() }
            _ = try? lock.withWriteLock(for: nil) { throw Failure() }
            _ = try? lock.withReadLockIfAvailable { throw Failure() }
            _ = try? lock.withWriteLockIfAvailable { throw Failure() }
            return lock.lockForWritingIfAvailable()
        }
        #expect(isFree)
    }

    /// X8, L1: the body runs as what it asked for; a result that cannot be copied is moved out.
    @Test func withLock_isInDuringTheBodyAndGivesItsResult() async throws {
        struct Ticket: ~Copyable { let number: Int }
        let results = try await onThread {
            let lock = ReadWriteLock()
            return [
                lock.withReadLock { lock.isLockedForReading && !lock.isLockedForWriting },
                lock.withWriteLock { lock.isLockedForWriting && !lock.isLockedForReading },
                lock.withReadLockIfAvailable { lock.isLockedForReading } ?? false,
                lock.withWriteLockIfAvailable { lock.isLockedForWriting } ?? false,
                lock.withReadLock(for: .zero) { lock.isLockedForReading } ?? false,
                lock.withWriteLock(for: .zero) { lock.isLockedForWriting } ?? false,
                lock.withReadLock { Ticket(number: 3) }.number == 3,
                lock.withWriteLock { Ticket(number: 3) }.number == 3,
                !lock.isLockedForReading && !lock.isLockedForWriting,
            ]
        }
        #expect(results == Array(repeating: true, count: 9))
    }

    /// L1: a body that is kept out is not run.
    @Test func withLockIfAvailable_whenKeptOut_isNilAndDoesNotRun() async throws {
        let (read, wrote, runs) = try await onThread {
            let lock = ReadWriteLock()
            var runs = 0
            let read: Int? = lock.withWriteLock {
                lock.withReadLockIfAvailable {
                    runs += 1
                    return 1
                }
            }
            let wrote: Int? = lock.withReadLock {
                lock.withWriteLockIfAvailable {
                    runs += 1
                    return 1
                }
            }
            return (read, wrote, runs)
        }
        #expect(read == nil && wrote == nil && runs == 0)
    }

    /// L1: it may go as soon as nobody uses it.
    @Test func unlock_whenTheNextToComeInDropsTheLock_isHarmless() async throws {
        try await onThread {
            for _ in 0..<300 {
                let lock = ReadWriteLock()
                lock.lockForWriting()
                let other = NativeThread.spawn(stackSize: 64 << 10) { lock.withReadLock {} }
                lock.unlockFromWriting()
                other.join()
            }
        }
    }

    /// L1: two numbers that only differ while somebody writes; under Thread Sanitizer, also the order of the accesses.
    @Test func readersAndWriters_together_seeWholeChangesOnly() async throws {
        final class Pair: @unchecked Sendable {
            // Unchecked: guarded by the lock of the test.
            var first = 0
            var second = 0
        }
        let (torn, total) = try await onThread {
            let (lock, pair) = (ReadWriteLock(), Pair())
            let writers = (0..<2).map { _ in
                NativeThread.spawn {
                    for _ in 0..<500 {
                        lock.withUpgradableReadLock { upgrade in
                            let seen = pair.first
                            upgrade.withWriteLock {
                                pair.first = seen + 1
                                pair.second = seen + 1
                            }
                        }
                        lock.withWriteLock {
                            pair.first += 1
                            pair.second += 1
                        }
                    }
                }
            }
            let readers = (0..<2).map { _ in
                NativeThread.spawn {
                    var torn = 0
                    for _ in 0..<1_000 { lock.withReadLock { if pair.first != pair.second { torn += 1 } } }
                    return torn
                }
            }
            for writer in writers { writer.join() }
            return (readers.reduce(0) { $0 + $1.join() }, lock.withReadLock { pair.first })
        }
        #expect(torn == 0)
        #expect(total == 2_000)
    }
}

/// The three ways to be in.
enum LockForm: CaseIterable, Sendable {
    case reading, upgradable, writing

    func enter(_ lock: ReadWriteLock) { _ = enter(lock, for: nil) }

    func enter(_ lock: ReadWriteLock, for duration: Duration?) -> Bool {
        switch self {
        case .reading: lock.lockForReading(for: duration)
        case .upgradable: lock.lockForUpgradableReading(for: duration)
        case .writing: lock.lockForWriting(for: duration)
        }
    }

    func enterIfAvailable(_ lock: ReadWriteLock) -> Bool {
        switch self {
        case .reading: lock.lockForReadingIfAvailable()
        case .upgradable: lock.lockForUpgradableReadingIfAvailable()
        case .writing: lock.lockForWritingIfAvailable()
        }
    }

    func leave(_ lock: ReadWriteLock) {
        switch self {
        case .reading: lock.unlockFromReading()
        case .upgradable: lock.unlockFromUpgradableReading()
        case .writing: lock.unlockFromWriting()
        }
    }

    func left(_ lock: ReadWriteLock) -> Bool {
        leave(lock)
        return true
    }
}
