// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What ``ReadWriteLock`` promises of those who go up and down, and ``ReadWriteLocked`` of its value, in every
/// interleaving.
@Suite struct ReadWriteLockUpgradeContractTests {
    @Test func upgrade_byTwo_losesNothing() throws {
        try exhaust {
            let lock = ReadWriteLock()
            let value = WatchedVariable(0)
            let increment: @Sendable () -> Void = {
                lock.withUpgradableReadLock { upgrade in
                    let seen = value.read()
                    upgrade.withWriteLock { value.write(seen + 1) }
                }
            }
            together(increment, increment)
            expect(value.read() == 2, "somebody wrote between the read and the write")
        }
    }

    @Test func upgrade_besideAReaderAndAWriter_isAlone() throws {
        try exhaust([1, 2], preemptions: 2) {
            let lock = ReadWriteLock()
            let value = WatchedVariable(0)
            let reader = NativeThread.spawn { lock.withReadLock { _ = value.read() } }
            let writer = NativeThread.spawn { lock.withWriteLock { value.write(1) } }
            let last = lock.withUpgradableReadLock { upgrade in
                let seen = value.read()
                upgrade.withWriteLock { value.write(seen + 1) }
                expect(value.read() == seen + 1, "somebody wrote after it, and it still reads")
                return seen + 1
            }
            reader.join()
            writer.join()
            return last
        }
    }

    @Test func upgradeForATime_besideAReader_writesOrGoesOnReading() throws {
        try exhaust([true, false]) {
            let lock = ReadWriteLock()
            let value = WatchedVariable(0)
            let reader = NativeThread.spawn { lock.withReadLock { _ = value.read() } }
            let hasWritten = lock.withUpgradableReadLock { upgrade in
                upgrade.withWriteLock(for: .seconds(30)) { value.write(1) } != nil
            }
            reader.join()
            expect(lock.lockForWritingIfAvailable(), "an upgrade that was given up has left something behind")
            return hasWritten
        }
    }

    @Test func upgradeForATime_thatIsGivenUp_letsInTheReadersItKeptOut() throws {
        try exhaust([false]) {
            let lock = ReadWriteLock()
            lock.lockForReading()
            let upgrader = NativeThread.spawn {
                lock.withUpgradableReadLock { upgrade in upgrade.withWriteLock(for: .seconds(30)) {} != nil }
            }
            let reader = NativeThread.spawn { lock.withReadLock {} }
            reader.join()
            let hasWritten = upgrader.join()
            lock.unlockFromReading()
            return hasWritten
        }
    }

    @Test func downgrade_besideAWriter_readsWhatItWrote() throws {
        try exhaust {
            let lock = ReadWriteLock()
            let value = WatchedVariable(0)
            let writer = NativeThread.spawn { lock.withWriteLock { value.write(2) } }
            lock.lockForWriting()
            value.write(1)
            lock.downgradeToReading()
            expect(value.read() == 1, "another wrote between the write and the read")
            lock.unlockFromReading()
            writer.join()
        }
    }

    @Test func downgradeToUpgradableReading_besideAnother_keepsItOut() throws {
        try exhaust {
            let lock = ReadWriteLock()
            let value = WatchedVariable(0)
            let increment: @Sendable () -> Void = {
                lock.lockForWriting()
                value.write(value.read() + 1)
                let mine = value.read()
                lock.downgradeToUpgradableReading()
                lock.upgrade()
                expect(value.read() == mine, "another wrote in between")
                lock.unlockFromWriting()
            }
            together(increment, increment)
            expect(value.read() == 2)
        }
    }

    @Test func guardedValue_readAndWritten_isSeenWhole() throws {
        // Not first the new and then the old.
        try exhaust([[1, 1], [1, 2], [2, 2]]) {
            let guarded = ReadWriteLocked([1, 1])
            let writer = NativeThread.spawn { guarded.withWriteLock { $0[0] = 2 } }
            let seen = guarded.withReadLock { $0[0] }
            let reader = NativeThread.spawn { guarded.withReadLock { $0[0] } }
            writer.join()
            return [seen, reader.join()]
        }
    }

    @Test func exchange_byTwoThreads_givesEachValueToOne() throws {
        try exhaust([[0, 1, 2], [0, 2, 1]]) {
            let value = ReadWriteLocked(0)
            let one = NativeThread.spawn { value.exchange(1) }
            let two = NativeThread.spawn { value.exchange(2) }
            let (before1, before2) = (one.join(), two.join())
            let last = value.exchange(3)
            return before1 == 0 ? [before1, before2, last] : [before2, before1, last]
        }
    }

    @Test func withWriteLockThenRead_besideAWriter_readsWhatItWrote() throws {
        try exhaust([1, 3]) {
            let value = ReadWriteLocked(0)
            let writer = NativeThread.spawn { value.withWriteLock { $0 += 2 } }
            let seen = value.withWriteLock {
                $0 += 1
            } thenRead: {
                $0
            }
            writer.join()
            return seen
        }
    }
}
