// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// A value with the read-write lock that guards it.
@Suite struct ReadWriteLockedTests {
    private struct Failure: Error {}

    /// What cannot be copied, and says when it is destroyed.
    private struct Unique: ~Copyable, Sendable {
        var number: Int
        let probe: DeinitProbe?

        init(_ number: Int, _ probe: DeinitProbe? = nil) {
            self.number = number
            self.probe = probe
        }
    }

    /// X8.
    @Test func withWriteLock_changesTheValueInPlace() {
        let guarded = ReadWriteLocked([1])
        guarded.withWriteLock { $0.append(2) }
        #expect(guarded.withReadLock { $0 } == [1, 2])
    }

    /// L1: readers are in at the same time.
    @Test func withReadLock_byTwo_runsBothAtOnce() async throws {
        let sum = try await onThread {
            let guarded = ReadWriteLocked(20)
            let (one, two) = (Event(), Event())
            let readers = [(one, two), (two, one)].map { mine, other in
                NativeThread.spawn {
                    guarded.withReadLock { value in
                        mine.set()
                        other.wait()
                        return value + 1
                    }
                }
            }
            return readers.reduce(0) { $0 + $1.join() }
        }
        #expect(sum == 42)
    }

    /// X8: what the body changed before it threw stays changed.
    @Test func withWriteLock_whenTheBodyThrows_leavesAndKeepsTheChange() {
        let guarded = ReadWriteLocked(0)
        #expect(throws: Failure.self) {
            try guarded.withWriteLock { value throws(Failure) in
                value = 1
                throw Failure()
            }
        }
        #expect(guarded.withWriteLockIfAvailable { $0 } == 1)
    }

    /// X8.
    @Test func withReadLock_whenTheBodyThrows_leaves() {
        let guarded = ReadWriteLocked(0)
        #expect(throws: Failure.self) { try guarded.withReadLock { _ throws(Failure) in throw Failure() } }
        #expect(guarded.withWriteLockIfAvailable { $0 } == 0)
    }

    /// L1: refused or late, no body runs.
    @Test func withLock_whenKeptOut_isNilAndDoesNotRun() async throws {
        let (results, value) = try await onThread {
            let guarded = ReadWriteLocked(0)
            let kept: [Int?] = guarded.withWriteLock { _ in
                NativeThread.spawn {
                    [
                        guarded.withReadLockIfAvailable { _ in 1 }, guarded.withReadLock(for: Delay.short) { _ in 2 },
                        guarded.withWriteLockIfAvailable {
                            $0 = 3; return 3
                        },
                        guarded.withWriteLock(for: Delay.short) {
                            $0 = 4; return 4
                        },
                    ]
                }.join()
            }
            return (kept, guarded.withReadLock { $0 })
        }
        #expect(results == [nil, nil, nil, nil])
        #expect(value == 0)
    }

    /// T4.
    @Test func exchange_givesTheOldValueAndKeepsTheNew() {
        let guarded = ReadWriteLocked([1])
        #expect(guarded.exchange([2]) == [1])
        #expect(guarded.withReadLock { $0 } == [2])
    }

    /// T4: the guard keeps nothing of what was taken out.
    @Test func exchange_letsGoOfTheOldValue() {
        let destroyed = Event()
        let guarded = ReadWriteLocked<DeinitProbe?>(DeinitProbe { destroyed.set() })
        _ = guarded.exchange(nil)
        #expect(destroyed.isSet)
    }

    /// T4: a value that cannot be copied is guarded, lent, changed, exchanged, and goes with the guard.
    @Test func aValueThatCannotBeCopied_isLent() {
        let destroyed = Event()
        do {
            let guarded = ReadWriteLocked(Unique(1))
            guarded.withWriteLock { $0.number += 1 }
            #expect(guarded.withReadLock { $0.number } == 2)
            let old = guarded.exchange(Unique(3, DeinitProbe { destroyed.set() }))
            #expect(old.number == 2)
            #expect(!destroyed.isSet)
        }
        #expect(destroyed.isSet)
    }

    /// L1: nobody changes the value between the two bodies, and others may read it with the second.
    @Test func withWriteLockThenRead_readsWhatItWroteBesideOthers() async throws {
        let (read, others) = try await onThread {
            let guarded = ReadWriteLocked(1)
            return guarded.withWriteLock {
                $0 += 1
            } thenRead: { value in
                let others = NativeThread.spawn {
                    [guarded.withReadLockIfAvailable { $0 }, guarded.withWriteLockIfAvailable { $0 }]
                }
                return (value, others.join())
            }
        }
        #expect(read == 2)
        #expect(others == [2, nil])
    }

    /// X8: a write that failed is not read, and nothing stays locked.
    @Test(arguments: [true, false]) func withWriteLockThenRead_whenABodyThrows_leaves(writeThrows: Bool) {
        let guarded = ReadWriteLocked(0)
        var reads = 0
        #expect(throws: Failure.self) {
            try guarded.withWriteLock { _ throws(Failure) in
                if writeThrows { throw Failure() }
            } thenRead: { _ throws(Failure) in
                reads += 1
                throw Failure()
            }
        }
        #expect(reads == (writeThrows ? 0 : 1))
        #expect(guarded.withWriteLockIfAvailable { $0 } == 0)
    }

    /// L1: look, and write only where it is not there: made once, however many look for it.
    @Test func withUpgradableReadLock_byMany_makesWhatIsMissingOnce() async throws {
        let (made, results) = try await onThread {
            let pages = ReadWriteLocked<[String: Int]>([:])
            let made = AtomicCell(0)
            let threads = (0..<6).map { _ in
                NativeThread.spawn {
                    pages.withUpgradableReadLock { reader in
                        if let page = reader.withValue({ $0["a"] }) { return page }
                        return reader.withWriteLock { pages in
                            made.store(made.load() + 1)
                            pages["a"] = 7
                            return 7
                        }
                    }
                }
            }
            return (made, threads.map { $0.join() })
        }
        #expect(made.load() == 1)
        #expect(results == [7, 7, 7, 7, 7, 7])
    }

    /// L1: the upgradable reader that may not write yet.
    @Test func withUpgradableReadLock_besideAReader_writesWhenItHasLeft() async throws {
        let (early, late) = try await onThread {
            let guarded = ReadWriteLocked(0)
            let early = guarded.withReadLock { _ in
                NativeThread.spawn {
                    guarded.withUpgradableReadLock { reader in
                        [
                            reader.withWriteLockIfAvailable {
                                $0 = 1; return 1
                            },
                            reader.withWriteLock(for: Delay.short) {
                                $0 = 2; return 2
                            },
                            reader.withValue { $0 },
                        ]
                    }
                }.join()
            }
            let late = guarded.withUpgradableReadLock { reader in
                [
                    reader.withWriteLockIfAvailable {
                        $0 = 3; return 3
                    }, reader.withValue { $0 },
                ]
            }
            return (early, late)
        }
        #expect(early == [nil, nil, 0])
        #expect(late == [3, 3])
    }
}
