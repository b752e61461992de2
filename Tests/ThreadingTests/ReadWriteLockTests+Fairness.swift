// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// Who comes next, with threads that are all asleep when it is decided: so there is one possible order.
extension ReadWriteLockTests {
    /// Threads that come in one after the other, each asleep before the next begins, behind one that is in.
    private final class Row: Sendable {
        let lock = ReadWriteLock()
        private let order = Locked<[String]>([])

        /// - Returns: in which order they came in.
        func run(_ held: LockForm, _ names: String...) -> [String] {
            held.enter(lock)
            let threads = names.map { name in
                let form: LockForm = name.hasPrefix("r") ? .reading : name.hasPrefix("u") ? .upgradable : .writing
                let thread = NativeThread.spawn(name: name) {
                    form.enter(self.lock)
                    self.order.withLock { $0.append(name) }
                    form.leave(self.lock)
                }
                waitUntilAsleep(thread.thread, onLock: lock.identity)
                return thread
            }
            held.leave(lock)
            for thread in threads { thread.join() }
            return order.withLock { $0 }
        }
    }

    /// X5: a reader waits while a writer does, though others read.
    @Test func lockForReading_whenAWriterWaits_comesAfterIt() async throws {
        let order = try await onThread { Row().run(.reading, "writer", "reader") }
        #expect(order == ["writer", "reader"])
    }

    /// X5: after a writer, the readers that waited go before the next writers, however many there are.
    @Test func unlockFromWriting_whenWritersAndReadersWait_letsTheReadersGoFirst() async throws {
        let order = try await onThread {
            Row().run(.writing, "writer 1", "writer 2", "reader 1", "writer 3", "reader 2")
        }
        #expect(Set(order.prefix(2)) == ["reader 1", "reader 2"])
        #expect(order.suffix(3) == ["writer 1", "writer 2", "writer 3"])
    }

    /// X5: writers and upgradable readers come in as they came.
    @Test func unlockFromWriting_whenOthersWait_letsThemInInTheirOrder() async throws {
        let names = try await onThread { Row().run(.writing, "writer 1", "upgradable 1", "writer 2", "upgradable 2") }
        #expect(names == ["writer 1", "upgradable 1", "writer 2", "upgradable 2"])
    }

    /// X5: a reader waits for one writer at the most, however many wait when it comes.
    @Test func lockForReading_whenManyWritersWait_waitsForOne() async throws {
        let order = try await onThread {
            Row().run(.reading, "writer 1", "writer 2", "upgradable", "reader", "writer 3")
        }
        #expect(order == ["writer 1", "reader", "writer 2", "upgradable", "writer 3"])
    }

    /// X5: nor does a writer wait for readers that come after it.
    @Test func lockForWriting_besideReadersThatNeverCease_comesIn() async throws {
        try await onThread {
            let lock = ReadWriteLock()
            let over = Event()
            // Each is in before the other has left, most of the time: without the rule the writer would hardly come in.
            let readers = (0..<3).map { _ in
                NativeThread.spawn {
                    while !over.isSet { lock.withReadLock { for _ in 0..<500 { _ = over.isSet } } }
                }
            }
            for _ in 0..<100 { lock.withWriteLock {} }
            over.set()
            for reader in readers { reader.join() }
        }
    }

    /// L1, X4: the time that ends as the turn comes: the thread is in or it is not, and nobody stays in who is gone.
    @Test(arguments: LockForm.allCases)
    func lock_whoseTimeEndsAsItsTurnComes_isInOrNot(form: LockForm) async throws {
        let stuck = try await onThread {
            let lock = ReadWriteLock()
            let (mayBegin, hasEnded) = (Semaphore(value: 0), Semaphore(value: 0))
            let rounds = 3_000
            let waiter = NativeThread.spawn {
                for round in 0..<rounds {
                    mayBegin.wait()
                    if form.enter(lock, for: .microseconds(20 + round % 50)) { form.leave(lock) }
                    hasEnded.signal()
                }
            }
            var stuck = 0
            for round in 0..<rounds {
                lock.lockForWriting()
                mayBegin.signal()
                let end = ContinuousClock.now + .microseconds(20 + round % 70)
                while ContinuousClock.now < end {}
                lock.unlockFromWriting()
                hasEnded.wait()
                guard lock.lockForWritingIfAvailable() else {
                    stuck += 1
                    break
                }
                lock.unlockFromWriting()
            }
            for _ in 0..<rounds { mayBegin.signal() }
            if stuck == 0 { waiter.join() }
            return stuck
        }
        #expect(stuck == 0)
    }
}
