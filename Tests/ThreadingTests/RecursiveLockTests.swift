// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// The contract of ``RecursiveLock``, row by row of its table.
@Suite struct RecursiveLockTests {
    private struct Failure: Error {}

    /// What a lock says of itself to the calling thread.
    private struct Look: Equatable, Sendable {
        var isLocked: Bool
        var isMine: Bool
        var depth: Int

        init(_ lock: RecursiveLock) {
            (isLocked, isMine, depth) = (lock.isLocked, lock.isHeldByCurrentThread, lock.depth)
        }

        init(isLocked: Bool, isMine: Bool, depth: Int) {
            (self.isLocked, self.isMine, self.depth) = (isLocked, isMine, depth)
        }

        static let free = Look(isLocked: false, isMine: false, depth: 0)
        static let another = Look(isLocked: true, isMine: false, depth: 0)

        static func mine(_ depth: Int) -> Look { Look(isLocked: true, isMine: true, depth: depth) }
    }

    /// L4, L5: the levels are counted, and the last release frees it.
    @Test func lock_threeTimes_isFreeAfterThreeReleases() async throws {
        let looks = try await onThread {
            let lock = RecursiveLock()
            var looks = [Look(lock)]
            for _ in 0..<3 {
                lock.lock()
                looks.append(Look(lock))
            }
            for _ in 0..<3 {
                lock.unlock()
                looks.append(Look(lock))
            }
            return looks
        }
        #expect(looks == [.free, .mine(1), .mine(2), .mine(3), .mine(2), .mine(1), .free])
    }

    /// L5: what another thread sees of a lock that is held.
    @Test func isLocked_whileAnotherHoldsIt_isTrueAndItIsNotOnes() async throws {
        let looks = try await onThread {
            let lock = RecursiveLock()
            let look: () -> Look = { NativeThread.spawn { Look(lock) }.join() }
            var looks = [look()]
            lock.lock()
            lock.lock()
            looks.append(look())
            lock.unlock()
            looks.append(look())
            lock.unlock()
            looks.append(look())
            return looks
        }
        #expect(looks == [.free, .another, .another, .free])
    }

    /// L4: a thread comes in when all levels are given back, and not before.
    @Test func unlock_ofOneOfTwoLevels_letsNobodyIn() async throws {
        let order = try await onThread {
            let lock = RecursiveLock()
            let order = Locked<[String]>([])
            lock.lock()
            lock.lock()
            let other = NativeThread.spawn {
                lock.lock()
                order.withLock { $0.append("taken") }
                lock.unlock()
            }
            waitUntilAsleep(other.thread, on: .lock)
            lock.unlock()
            if other.join(for: Delay.short) == nil { order.withLock { $0.append("still held") } }
            lock.unlock()
            other.join()
            return order.withLock { $0 }
        }
        #expect(order == ["still held", "taken"])
    }

    /// L4: the owner takes it again at once, whatever the time.
    @Test func lock_byItsOwner_succeedsAtOnceWhateverTheTime() async throws {
        let (results, depth) = try await onThread {
            let lock = RecursiveLock()
            lock.lock()
            let results = [
                lock.lock(for: nil), lock.lock(for: .zero), lock.lock(for: .seconds(-1)), lock.lock(for: Delay.long),
                lock.lock(until: .now - Delay.long), lock.lock(until: .now + Delay.long), lock.lockIfAvailable(),
                lock.withLockIfAvailable { true } ?? false,
            ]
            return (results, lock.depth)
        }
        #expect(results == Array(repeating: true, count: 8))
        #expect(depth == 8)
    }

    /// L4.
    @Test func lock_whenFree_takesItWhateverTheTime() async throws {
        let results = try await onThread {
            let takes: [@Sendable (RecursiveLock) -> Bool] = [
                { $0.lock(for: nil) }, { $0.lock(for: .zero) }, { $0.lock(for: .seconds(-1)) },
                { $0.lock(until: .now - Delay.long) }, { $0.lockIfAvailable() },
            ]
            return takes.map { take in
                let lock = RecursiveLock()
                return take(lock) && Look(lock) == .mine(1)
            }
        }
        #expect(results == Array(repeating: true, count: 5))
    }

    /// L4.
    @Test func lock_forATimeThatPasses_isFalseAndLeavesASoundLock() async throws {
        let (late, look) = try await onThread {
            let lock = RecursiveLock()
            lock.lock()
            lock.lock()
            let late = NativeThread.spawn {
                [
                    lock.lock(for: Delay.short), lock.lock(until: .now + Delay.short), lock.lock(for: .zero),
                    lock.lockIfAvailable(), lock.withLockIfAvailable { true } ?? false, lock.isHeldByCurrentThread,
                ]
            }.join()
            lock.unlock()
            lock.unlock()
            let look = NativeThread.spawn { lock.withLock { Look(lock) } }.join()
            return (late, look)
        }
        #expect(late == Array(repeating: false, count: 6))
        #expect(look == .mine(1))
    }

    /// L4: a lock that is released in time.
    @Test func lock_forATime_whenReleasedInTime_isTrue() async throws {
        let look = try await onThread {
            let lock = RecursiveLock()
            lock.lock()
            let other = NativeThread.spawn { lock.lock(for: Delay.medium) ? Look(lock) : .free }
            waitUntilAsleep(other.thread, on: .lock)
            lock.unlock()
            return other.join()
        }
        #expect(look == .mine(1))
    }

    /// L4: what a thread that has ended still held is nobody's, though the next thread gets its memory.
    @Test func lock_ofAThreadThatHasEnded_staysLockedForAllThatComeLater() async throws {
        let wasTaken = try await onThread {
            let lock = RecursiveLock()
            let wasTaken = AtomicCell(false)
            // Joined threads of the system: the memory of the first is free when the second starts.
            ForeignThread { lock.lock() }.join()
            for _ in 0..<20 {
                ForeignThread { if lock.lockIfAvailable() { wasTaken.store(true) } }.join()
            }
            return wasTaken.load()
        }
        #expect(!wasTaken)
    }

    /// L4: two threads exclude each other, however deep they are in.
    @Test func withLock_nestedByFourThreads_losesNothing() async throws {
        let count = try await onThread {
            /// Guarded by the lock.
            final class Shared: @unchecked Sendable { var count = 0 }
            let (lock, shared) = (RecursiveLock(), Shared())
            let threads = (0..<4).map { _ in
                NativeThread.spawn {
                    for _ in 0..<2_000 {
                        lock.withLock {
                            shared.count += 1
                            lock.withLock { shared.count += 1 }
                            shared.count += 1
                        }
                    }
                }
            }
            for thread in threads { thread.join() }
            return shared.count
        }
        #expect(count == 24_000)
    }

    /// X8, L4: each level is given back also on an error.
    @Test func withLock_whenTheBodyThrows_givesOneLevelBack() {
        let lock = RecursiveLock()
        lock.withLock {
            #expect(throws: Failure.self) { try lock.withLock { () throws(Failure) in throw Failure() } }
            #expect(lock.depth == 1)
            #expect(throws: Failure.self) { try lock.withLockIfAvailable { () throws(Failure) in throw Failure() } }
            #expect(lock.depth == 1)
        }
        #expect(!lock.isLocked)
    }

    /// X8, L4: a result that cannot be copied is moved out.
    @Test func withLock_givesAResultThatCannotBeCopied() {
        struct Ticket: ~Copyable { let number: Int }
        let lock = RecursiveLock()
        #expect(lock.withLock { Ticket(number: lock.depth) }.number == 1)
        #expect(lock.withLockIfAvailable { lock.depth } == 1)
    }

    /// X7, L4: a thread that the package did not start owns it as any other.
    @Test func lock_byAForeignThread_isItsOwn() async throws {
        let looks = try await onThread {
            let lock = RecursiveLock()
            let looks = Locked<[Look]>([])
            ForeignThread {
                lock.withLock { lock.withLock { looks.withLock { $0.append(Look(lock)) } } }
            }.join()
            looks.withLock { $0.append(Look(lock)) }
            return looks.withLock { $0 }
        }
        #expect(looks == [.mine(2), .free])
    }

    // MARK: Misuse

    /// L4.
    @Test func unlock_whenFree_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let lock = RecursiveLock()
                lock.withLock {}
                lock.unlock()
            }
        }
        #expect(result.errorText.contains("a recursive lock was unlocked that nobody held"))
    }

    /// L4: only the owner may release.
    @Test func unlock_byAnotherThread_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let lock = RecursiveLock()
                lock.lock()
                NativeThread.spawn { lock.unlock() }.join()
            }
        }
        #expect(result.errorText.contains("a recursive lock was unlocked by a thread that does not hold it"))
    }
}
