// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingTestSupport

@testable import ThreadingCore

/// ``WaiterQueue`` with the ``LockWord`` beside it.
@Suite struct WaiterQueueTests {
    private final class Shared: @unchecked Sendable {
        // Unchecked: `turns` is guarded by `lock`.
        let lock = LockWord()
        let queue = WaiterQueue()
        var turns: [Int] = []

        func waiter(_ who: Int) -> JoinHandle<Bool, Never> {
            let handle = NativeThread.spawn {
                self.lock.lock()
                defer { self.lock.unlock() }
                let wasNotified = self.queue.wait(releasing: self.lock, until: .never)
                self.turns.append(who)
                return wasNotified
            }
            waitUntilInKernel(handle.thread, on: .condition)
            return handle
        }
    }

    /// C2, C4: all come back, each with the lock, though one only was woken.
    @Test func notifyAll_withManySleepers_givesEachTheLockInTurn() async throws {
        let turns = try await onThread {
            let shared = Shared()
            let threads = (0..<8).map { shared.waiter($0) }
            shared.lock.lock()
            shared.queue.notifyAll(holding: shared.lock)
            let none = shared.turns.isEmpty
            shared.lock.unlock()
            let notified = threads.filter { $0.join() }.count
            return none && notified == 8 ? shared.turns.sorted() : []
        }
        #expect(turns == Array(0..<8))
    }

    /// C4: nobody runs before the notifier has released the lock.
    @Test func notify_whileTheLockIsHeld_letsNobodyRun() async throws {
        let turns = try await onThread {
            let shared = Shared()
            let threads = [shared.waiter(0), shared.waiter(1)]
            shared.lock.lock()
            shared.queue.notifyAll(holding: shared.lock)
            // The one that was woken is now asleep on the lock.
            waitUntilInKernel(threads[0].thread, on: .lock)
            let turns = shared.turns.count
            shared.lock.unlock()
            for thread in threads { thread.join() }
            return turns
        }
        #expect(turns == 0)
    }

    /// X4: the deadline bounds the wait, and not the taking of the lock.
    @Test func wait_atTheDeadlineWhileTheLockIsHeld_waitsForTheLock() async throws {
        let wasNotified = try await onThread {
            while true {
                let shared = Shared()
                let mayGo = Event()
                let waiter = NativeThread.spawn {
                    shared.lock.lock()
                    defer { shared.lock.unlock() }
                    mayGo.set()
                    let wasNotified = shared.queue.wait(releasing: shared.lock, until: Deadline(after: Delay.short))
                    shared.turns.append(1)
                    return wasNotified
                }
                mayGo.wait()
                shared.lock.lock()
                // On a machine so busy that the time was over before the lock could be had: once more.
                let isTooLate = !shared.turns.isEmpty
                if !isTooLate {
                    // Past its deadline, it sleeps on the lock.
                    waitUntilAsleep(waiter.thread, on: .lock)
                }
                shared.lock.unlock()
                let wasNotified = waiter.join()
                if !isTooLate { return wasNotified }
            }
        }
        #expect(!wasNotified)
    }

    /// C2: a deadline that has passed still gives the lock up once.
    @Test func wait_thatPolls_givesUpTheLockAndTakesItAgain() async throws {
        let (wasNotified, isLocked) = try await onThread {
            let shared = Shared()
            shared.lock.lock()
            let wasNotified = shared.queue.wait(releasing: shared.lock, until: .immediate)
            let isLocked = shared.lock.isLocked
            shared.lock.unlock()
            return (wasNotified, isLocked)
        }
        #expect(!wasNotified)
        #expect(isLocked)
    }

    /// C2, X6: signals wake nobody's wait.
    @Test func wait_whenSignalsArrive_returnsForTheNotificationOnly() async throws {
        let isTrue = try await onThread {
            let shared = Shared()
            let target = Locked<SignalTarget?>(nil)
            let waiter = NativeThread.spawn {
                shared.lock.lock()
                defer { shared.lock.unlock() }
                target.withLock { $0 = SignalTarget() }
                let wasNotified = shared.queue.wait(releasing: shared.lock, until: .never)
                return wasNotified && shared.turns == [7]
            }
            for _ in 0..<20 {
                waitUntilInKernel(waiter.thread, on: .condition)
                target.withLock { $0?.interrupt() }
            }
            shared.lock.lock()
            shared.turns = [7]
            shared.queue.notify(holding: shared.lock)
            shared.lock.unlock()
            return waiter.join()
        }
        #expect(isTrue)
    }

    /// C2, C4, X6: a sleeper that was moved to the lock and is then interrupted still gets the lock.
    @Test func wait_whenInterruptedAfterTheMove_stillTakesTheLock() async throws {
        let turns = try await onThread {
            let shared = Shared()
            let target = Locked<SignalTarget?>(nil)
            let first = shared.waiter(0)
            let second = NativeThread.spawn {
                target.withLock { $0 = SignalTarget() }
                shared.lock.lock()
                defer { shared.lock.unlock() }
                _ = shared.queue.wait(releasing: shared.lock, until: .never)
                shared.turns.append(1)
                return true
            }
            waitUntilInKernel(second.thread, on: .condition)
            shared.lock.lock()
            shared.queue.notifyAll(holding: shared.lock)
            target.withLock { $0?.interrupt() }
            // Out of the kernel by the signal, it goes to sleep on the lock as everybody does.
            waitUntilInKernel(second.thread, on: .lock)
            shared.lock.unlock()
            _ = first.join()
            _ = second.join()
            return shared.turns.sorted()
        }
        #expect(turns == [0, 1])
    }
}
