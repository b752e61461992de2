// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// Up from reading to writing and down again.
extension ReadWriteLockTests {
    /// L1: at once where it reads alone.
    @Test func upgrade_withoutOtherReaders_writesAtOnce() async throws {
        let results = try await onThread {
            let lock = ReadWriteLock()
            lock.lockForUpgradableReading()
            lock.upgrade()
            let results = [lock.isLockedForWriting, lock.isLockedForReading]
            lock.unlockFromWriting()
            return results + [lock.lockForWritingIfAvailable()]
        }
        #expect(results == [true, false, true])
    }

    /// X5: it waits for the readers, lets none in meanwhile, and goes before the writers that wait.
    @Test func upgrade_besideReadersAndAWriter_comesNext() async throws {
        let order = try await onThread {
            let lock = ReadWriteLock()
            let order = Locked<[String]>([])
            lock.lockForReading()
            let mayUpgrade = Event()
            let isIn = Event()
            let upgrader = NativeThread.spawn {
                lock.withUpgradableReadLock { upgrade in
                    isIn.set()
                    mayUpgrade.wait()
                    upgrade.withWriteLock { order.withLock { $0.append("upgrade") } }
                }
            }
            isIn.wait()
            let writer = NativeThread.spawn { lock.withWriteLock { order.withLock { $0.append("writer") } } }
            waitUntilAsleep(writer.thread, onLock: lock.identity)
            mayUpgrade.set()
            waitUntilAsleep(upgrader.thread, onLock: lock.identity)
            let late = lock.lockForReadingIfAvailable()
            lock.unlockFromReading()
            upgrader.join()
            writer.join()
            return order.withLock { $0 } + ["\(late)"]
        }
        #expect(order == ["upgrade", "writer", "false"])
    }

    /// L1: what is refused or late leaves the reader where it was, and others may read.
    @Test func upgrade_whenRefusedOrLate_goesOnReading() async throws {
        let results = try await onThread {
            let lock = ReadWriteLock()
            lock.lockForReading()
            let other = NativeThread.spawn {
                lock.lockForUpgradableReading()
                let results = [
                    lock.upgradeIfAvailable(), lock.upgrade(for: Delay.short), lock.upgrade(until: .now + Delay.short),
                    lock.lockForReadingIfAvailable(),
                ]
                lock.unlockFromReading()
                lock.unlockFromUpgradableReading()
                return results
            }
            let results = other.join()
            lock.unlockFromReading()
            return results + [lock.lockForWritingIfAvailable()]
        }
        #expect(results == [false, false, false, true, true])
    }

    /// L1: the scoped forms say so by `nil`.
    @Test func withWriteLock_ofAnUpgradeBesideAReader_isNilAndDoesNotRun() async throws {
        let results = try await onThread {
            let lock = ReadWriteLock()
            lock.lockForReading()
            let results = NativeThread.spawn {
                lock.withUpgradableReadLock { upgrade in
                    [upgrade.withWriteLockIfAvailable { 1 }, upgrade.withWriteLock(for: Delay.short) { 2 }]
                }
            }.join()
            lock.unlockFromReading()
            let alone = lock.withUpgradableReadLock { upgrade in
                [upgrade.withWriteLockIfAvailable { 1 }, upgrade.withWriteLock(for: .zero) { 2 }]
            }
            return results + alone
        }
        #expect(results == [nil, nil, 1, 2])
    }

    /// L1: nobody writes between the write and the read; readers come in.
    @Test func downgradeToReading_whenAWriterAndAReaderWait_letsTheReaderInOnly() async throws {
        let (order, states) = try await onThread {
            let lock = ReadWriteLock()
            let order = Locked<[String]>([])
            lock.lockForWriting()
            let writer = NativeThread.spawn { lock.withWriteLock { order.withLock { $0.append("writer") } } }
            waitUntilAsleep(writer.thread, onLock: lock.identity)
            let reader = NativeThread.spawn { lock.withReadLock { order.withLock { $0.append("reader") } } }
            waitUntilAsleep(reader.thread, onLock: lock.identity)
            lock.downgradeToReading()
            reader.join()
            let states = [lock.isLockedForReading, lock.isLockedForWriting]
            order.withLock { $0.append("left") }
            lock.unlockFromReading()
            writer.join()
            return (order.withLock { $0 }, states)
        }
        #expect(order == ["reader", "left", "writer"])
        #expect(states == [true, false])
    }

    /// L1: the whole way down.
    @Test func downgrade_stepByStep_givesUpOneRightAtATime() async throws {
        let results = try await onThread {
            let lock = ReadWriteLock()
            let others: @Sendable () -> [Bool] = {
                NativeThread.spawn { LockForm.allCases.map { $0.enterIfAvailable(lock) && $0.left(lock) } }.join()
            }
            lock.lockForWriting()
            let writing = others()
            lock.downgradeToUpgradableReading()
            let upgradable = others()
            lock.upgrade()
            lock.downgradeToUpgradableReading()
            lock.downgradeToReading()
            let reading = others()
            lock.unlockFromReading()
            return [writing, upgradable, reading, others()]
        }
        #expect(
            results == [[false, false, false], [true, false, false], [true, true, false], [true, true, true]]
        )
    }
}
