// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingExplorer

/// What ``ReadWriteLock`` promises, in every interleaving.
@Suite struct ReadWriteLockContractTests {
    @Test func withWriteLock_besideAReaderAndAWriter_isAlone() throws {
        try exhaust {
            let lock = ReadWriteLock()
            let value = WatchedVariable(0)
            let increment: @Sendable () -> Void = { lock.withWriteLock { value.write(value.read() + 1) } }
            together(increment, increment, { lock.withReadLock { _ = value.read() } })
            expect(value.read() == 2, "a change was lost")
            expect(!lock.isLockedForReading && !lock.isLockedForWriting, "the lock was kept")
        }
    }

    @Test func withReadLock_byTwo_areInTogetherOrNot() throws {
        try exhaust([1, 2]) {
            let lock = ReadWriteLock()
            let (inside, most) = (AtomicCell(0), AtomicCell(0))
            let read: @Sendable () -> Void = {
                lock.withReadLock {
                    _ = inside.add(1)
                    if inside.load() == 2 { most.store(2) }
                    _ = inside.add(-1)
                }
            }
            together(read, read)
            return most.load() == 2 ? 2 : 1
        }
    }

    @Test func lockForReading_byTwoThatWaitForEachOther_letsBothIn() throws {
        try exhaust {
            let lock = ReadWriteLock()
            let (one, two) = (Event(), Event())
            let reader = NativeThread.spawn {
                lock.withReadLock {
                    one.set()
                    two.wait()
                }
            }
            lock.withReadLock {
                two.set()
                one.wait()
            }
            reader.join()
        }
    }

    /// X5: in whatever order two readers and two writers have gone to sleep: those who read wait for no writer where one
    /// has just left, else for one; and the writers wait for no reader that came later, but the one group between them.
    @Test(arguments: ["rrww", "rwrw", "rwwr", "wrrw", "wrwr", "wwrr"], [true, false])
    func lockForReading_behindWritersThatSleep_waitsForOneAtTheMost(order: String, isBehindAWriter: Bool) throws {
        let expected = order.indices.filter { order[$0] == "r" }.map { index in
            isBehindAWriter || !order[..<index].contains("w") ? 0 : 1
        }
        // Without a preemption each sleeps before the next comes.
        try exhaust([expected], preemptions: 0) {
            let lock = ReadWriteLock()
            let writes = WatchedVariable(0)
            if isBehindAWriter { lock.lockForWriting() } else { lock.lockForReading() }
            let threads = order.map { kind in
                let thread = NativeThread.spawn { () -> Int? in
                    if kind == "r" { return lock.withReadLock { writes.read() } }
                    lock.withWriteLock { writes.write(writes.read() + 1) }
                    return nil
                }
                NativeThread.sleep(for: .seconds(1))
                return thread
            }
            if isBehindAWriter { lock.unlockFromWriting() } else { lock.unlockFromReading() }
            let seen = threads.compactMap { $0.join() }
            expect(writes.read() == 2, "a change was lost")
            return seen
        }
    }

    /// X5: a writer is not overtaken by a reader that comes after it.
    @Test func lockForReading_whileAWriterWaits_comesAfterIt() throws {
        try exhaust([1], preemptions: 0) {
            let lock = ReadWriteLock()
            let writes = WatchedVariable(0)
            lock.lockForReading()
            let writer = NativeThread.spawn { lock.withWriteLock { writes.write(1) } }
            NativeThread.sleep(for: .seconds(1))
            let reader = NativeThread.spawn { lock.withReadLock { writes.read() } }
            NativeThread.sleep(for: .seconds(1))
            expect(!lock.lockForReadingIfAvailable(), "a reader that only tries has overtaken a writer")
            lock.unlockFromReading()
            let seen = reader.join()
            writer.join()
            return seen
        }
    }

    @Test func lockForWritingForATime_whileAReaderStays_letsInTheReadersItKeptOut() throws {
        try exhaust([false]) {
            let lock = ReadWriteLock()
            lock.lockForReading()
            let writer = NativeThread.spawn { lock.lockForWriting(for: .seconds(30)) }
            let reader = NativeThread.spawn { lock.withReadLock {} }
            // Only when the reader has come in does this one leave: so the writer has to give up.
            reader.join()
            let isWritten = writer.join()
            lock.unlockFromReading()
            expect(lock.lockForWritingIfAvailable(), "a writer that gave up has left something behind")
            return isWritten
        }
    }

    @Test func lockForATime_whileAnotherWrites_comesInOrGivesUp() throws {
        try exhaust([[true, true], [true, false], [false, true], [false, false]]) {
            let lock = ReadWriteLock()
            let value = WatchedVariable(0)
            lock.lockForWriting()
            let reader = NativeThread.spawn { lock.withReadLock(for: .seconds(30)) { value.read() } != nil }
            let writer = NativeThread.spawn { lock.withWriteLock(for: .seconds(30)) { value.write(2) } != nil }
            value.write(1)
            lock.unlockFromWriting()
            let isIn = [reader.join(), writer.join()]
            expect(lock.lockForWritingIfAvailable(), "somebody who is gone still has the lock")
            return isIn
        }
    }

    @Test func lockIfAvailable_whileAWriterComesAndGoes_comesInOrNot() throws {
        try exhaust([true, false]) {
            let lock = ReadWriteLock()
            let value = WatchedVariable(0)
            let writer = NativeThread.spawn { lock.withWriteLock { value.write(1) } }
            let isIn = lock.lockForReadingIfAvailable()
            if isIn {
                _ = value.read()
                lock.unlockFromReading()
            }
            writer.join()
            expect(lock.lockForReadingIfAvailable() && lock.lockForReadingIfAvailable(), "a free lock was refused")
            return isIn
        }
    }

    @Test func lockForWriting_byItsWriter_waitsForEver() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.exhaustive) {
                let lock = ReadWriteLock()
                lock.lockForWriting()
                lock.lockForWriting()
            }
        }
        #expect([.deadlock, .lostWakeUp].contains(failure.kind))
    }

    @Test func lockForReading_twiceByOneThread_mayWaitForAWriterThatWaitsForIt() throws {
        let failure = try #require(throws: ExplorationFailure.self) {
            try explore(.exhaustive) {
                let lock = ReadWriteLock()
                let writer = NativeThread.spawn { lock.withWriteLock {} }
                lock.withReadLock { lock.withReadLock {} }
                writer.join()
            }
        }
        #expect([.deadlock, .lostWakeUp].contains(failure.kind))
    }

    @Test func withReadLock_whereConditionsPromiseLess_isStillARead() throws {
        try exhaust(conditions: .portable) {
            let lock = ReadWriteLock()
            let value = WatchedVariable(0)
            let writer = NativeThread.spawn { lock.withWriteLock { value.write(1) } }
            lock.withReadLock { _ = value.read() }
            writer.join()
        }
    }
}
