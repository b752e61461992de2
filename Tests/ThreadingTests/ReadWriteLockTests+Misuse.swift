// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingTestSupport

/// What a read-write lock refuses.
extension ReadWriteLockTests {
    /// L2.
    @Test func unlockFromReading_whenNobodyReads_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let lock = ReadWriteLock()
                lock.lockForUpgradableReading()
                lock.unlockFromReading()
            }
        }
        #expect(result.errorText.contains("a read-write lock was unlocked from reading that nobody read"))
    }

    /// L2.
    @Test func unlockFromWriting_whenNobodyWrites_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            ReadWriteLock().unlockFromWriting()
        }
        #expect(result.errorText.contains("a read-write lock was unlocked from writing that nobody wrote"))
    }

    /// L2.
    @Test func unlockFromUpgradableReading_whenNobodyReadsSo_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let lock = ReadWriteLock()
                lock.lockForReading()
                lock.unlockFromUpgradableReading()
            }
        }
        #expect(result.errorText.contains("unlocked from upgradable reading that nobody read upgradably"))
    }

    /// L2: two plain readers that both upgraded would wait for each other.
    @Test func upgrade_byAPlainReader_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let lock = ReadWriteLock()
                lock.lockForReading()
                lock.upgrade()
            }
        }
        #expect(result.errorText.contains("a read-write lock was upgraded that nobody read upgradably"))
    }

    /// L2.
    @Test func downgradeToReading_byAPlainReader_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let lock = ReadWriteLock()
                lock.lockForReading()
                lock.downgradeToReading()
            }
        }
        #expect(result.errorText.contains("a read-write lock was downgraded that nobody wrote or read upgradably"))
    }

    /// L2.
    @Test func downgradeToUpgradableReading_whenNobodyWrites_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let lock = ReadWriteLock()
                lock.lockForUpgradableReading()
                lock.downgradeToUpgradableReading()
            }
        }
        #expect(result.errorText.contains("a read-write lock was downgraded to upgradable reading that nobody wrote"))
    }

    /// L2: the right to upgrade is the lock's whose reader it was given to.
    @Test func withUpgradableReadLock_whenRightsAreExchanged_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let (one, other) = (ReadWriteLock(), ReadWriteLock())
            one.withUpgradableReadLock { first in other.withUpgradableReadLock { second in swap(&first, &second) } }
        }
        #expect(result.errorText.contains("the rights to upgrade of two read-write locks were exchanged"))
    }

    /// L2: the same for a guarded value, which would be seen without its lock.
    @Test func withUpgradableReadLock_whenReadersAreExchanged_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let (one, other) = (ReadWriteLocked(1), ReadWriteLocked(2))
            one.withUpgradableReadLock { first in other.withUpgradableReadLock { second in swap(&first, &second) } }
        }
        #expect(result.errorText.contains("the upgradable readers of two read-write locks were exchanged"))
    }

    #if DEBUG
    /// L1: whatever it asks for, a writer waits for itself.
    @Test(arguments: ["reading", "upgradable", "writing", "writing in time"])
    func lock_byTheWriter_stopsTheProgramWithASentence(form: String) async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [form] in
            blocking {
                let lock = ReadWriteLock()
                lock.lockForWriting()
                switch form {
                case "reading": lock.lockForReading()
                case "upgradable": lock.lockForUpgradableReading()
                case "writing": lock.lockForWriting()
                default: _ = lock.lockForWriting(for: Delay.long)
                }
            }
        }
        #expect(result.errorText.contains("a thread that holds a read-write lock for writing would wait for itself"))
    }

    /// L1: a poll does not wait, so it may be asked.
    @Test func lockIfAvailable_byTheWriter_isFalse() async throws {
        let results = try await onThread {
            let lock = ReadWriteLock()
            lock.lockForWriting()
            defer { lock.unlockFromWriting() }
            return LockForm.allCases.map { $0.enterIfAvailable(lock) || $0.enter(lock, for: .zero) }
        }
        #expect(results == [false, false, false])
    }

    /// L2: a write is the thread's that came in for it.
    @Test(arguments: [true, false])
    func leave_byAThreadThatDoesNotWrite_stopsTheProgramWithASentence(downgrades: Bool) async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [downgrades] in
            blocking {
                let lock = ReadWriteLock()
                lock.lockForWriting()
                NativeThread.spawn {
                    if downgrades { lock.downgradeToReading() } else { lock.unlockFromWriting() }
                }.join()
            }
        }
        #expect(result.errorText.contains("by a thread that did not hold it for writing"))
    }
    #endif
}
