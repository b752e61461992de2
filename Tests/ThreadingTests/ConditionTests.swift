// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// The contract of ``Condition``.
@Suite struct ConditionTests {
    private struct Failure: Error {}

    /// What a scenario shares; guarded by the condition's lock.
    private final class Shared: @unchecked Sendable {
        let condition = Condition()
        var number = 0
        var order: [Int] = []

        /// A thread that waits to be notified, asleep when this returns.
        func waiter(_ who: Int) -> JoinHandle<Void, Never> {
            let handle = NativeThread.spawn {
                self.condition.withLock {
                    self.condition.wait()
                    self.order.append(who)
                }
            }
            waitUntilAsleep(handle.thread, on: .condition)
            return handle
        }
    }

    /// C1: several conditions may share one lock.
    @Test func init_withALock_sharesIt() {
        let lock = Lock()
        let (one, other) = (Condition(lock), Condition(lock))
        #expect(one.lock == .plain(lock) && other.lock == .plain(lock))
        #expect(one.withLock { other.lock.isLocked })
        #expect(Condition().lock != .plain(lock))
    }

    /// C1: a notification is for one condition, whoever waits on the other with the same lock.
    @Test func notifyAll_ofOneOfTwo_leavesTheOthersWaiters() async throws {
        let (early, late) = try await onThread {
            let lock = Lock()
            let (one, other) = (Condition(lock), Condition(lock))
            let waiter = NativeThread.spawn { lock.withLock { one.wait() } }
            waitUntilAsleep(waiter.thread, on: .condition)
            lock.withLock { other.notifyAll() }
            let early = waiter.join(for: Delay.short) != nil
            lock.withLock { one.notifyAll() }
            waiter.join()
            return (early, true)
        }
        #expect(!early)
        #expect(late)
    }

    /// C2: the lock is given up during the wait and held after it.
    @Test func wait_givesUpTheLockAndTakesItAgain() async throws {
        let (during, after) = try await onThread {
            let condition = Condition()
            let isHeldAfter = Locked(false)
            let waiter = NativeThread.spawn {
                condition.withLock {
                    condition.wait()
                    let isLocked = condition.lock.isLocked
                    isHeldAfter.withLock { $0 = isLocked }
                }
            }
            waitUntilAsleep(waiter.thread, on: .condition)
            let during = condition.lock.lockIfAvailable()
            condition.notify()
            condition.lock.unlock()
            waiter.join()
            return (during, isHeldAfter.withLock { $0 })
        }
        #expect(during)
        #expect(after)
    }

    /// C2.
    @Test func wait_forATimeThatPasses_isFalseAndHoldsTheLock() async throws {
        let results = try await onThread {
            let condition = Condition()
            return condition.withLock {
                [
                    condition.wait(for: Delay.short), condition.wait(until: .now + Delay.short),
                    condition.wait(for: .zero), condition.wait(for: .seconds(-1)), condition.lock.isLocked,
                ]
            }
        }
        #expect(results == [false, false, false, false, true])
    }

    /// C2: a poll, too, lets somebody else in for a moment.
    @Test func wait_forZero_givesUpTheLockOnce() async throws {
        let number = try await onThread {
            let shared = Shared()
            shared.condition.lock.lock()
            let other = NativeThread.spawn { shared.condition.withLock { shared.number = 1 } }
            waitUntilAsleep(other.thread, on: .lock)
            // The hand-over after 250 µs at the latest lets the sleeper in.
            while shared.number == 0 { _ = shared.condition.wait(for: .zero) }
            shared.condition.lock.unlock()
            other.join()
            return shared.number
        }
        #expect(number == 1)
    }

    /// C2: notified in time.
    @Test func wait_forATime_whenNotified_isTrue() async throws {
        let wasNotified = try await onThread {
            let condition = Condition()
            let waiter = NativeThread.spawn { condition.withLock { condition.wait(for: Delay.medium) } }
            waitUntilAsleep(waiter.thread, on: .condition)
            condition.withLock { condition.notify() }
            return waiter.join()
        }
        #expect(wasNotified)
    }

    /// C4: the longest waiting first.
    @Test func notify_oneByOne_wakesTheOldestFirst() async throws {
        let order = try await onThread {
            let shared = Shared()
            let waiters = (0..<5).map { shared.waiter($0) }
            for waiter in waiters {
                shared.condition.withLock { shared.condition.notify() }
                waiter.join()
            }
            return shared.order
        }
        #expect(order == [0, 1, 2, 3, 4])
    }

    /// C4: at most n.
    @Test func notify_ofThree_wakesTheThreeOldest() async throws {
        let (first, rest) = try await onThread {
            let shared = Shared()
            let waiters = (0..<5).map { shared.waiter($0) }
            shared.condition.withLock { shared.condition.notify(3) }
            for waiter in waiters.prefix(3) { waiter.join() }
            let first = shared.condition.withLock { Set(shared.order) }
            shared.condition.withLock { shared.condition.notify(100) }
            for waiter in waiters.suffix(2) { waiter.join() }
            return (first, shared.condition.withLock { Set(shared.order.suffix(2)) })
        }
        #expect(first == [0, 1, 2])
        #expect(rest == [3, 4])
    }

    /// C4.
    @Test(arguments: [0, -1]) func notify_ofNone_doesNothing(count: Int) async throws {
        let early = try await onThread {
            let shared = Shared()
            let waiter = shared.waiter(0)
            shared.condition.withLock { shared.condition.notify(count) }
            let early = waiter.join(for: Delay.short) != nil
            shared.condition.withLock { shared.condition.notifyAll() }
            waiter.join()
            return early
        }
        #expect(!early)
    }

    /// C4: never remembered.
    @Test func notify_whenNobodyWaits_isForgotten() async throws {
        let wasNotified = try await onThread {
            let condition = Condition()
            return condition.withLock {
                condition.notify()
                condition.notifyAll()
                return condition.wait(for: Delay.short)
            }
        }
        #expect(!wasNotified)
    }

    /// C4: woken threads run only after the release.
    @Test func notifyAll_whileTheLockIsHeld_letsNobodyRun() async throws {
        let (during, after) = try await onThread {
            let shared = Shared()
            let waiters = (0..<4).map { shared.waiter($0) }
            let during = shared.condition.withLock {
                shared.condition.notifyAll()
                // The one that is woken comes for the lock, and sleeps on it.
                waitUntilAsleep(waiters[0].thread, on: .lock)
                return shared.order.count
            }
            for waiter in waiters { waiter.join() }
            return (during, shared.order.count)
        }
        #expect(during == 0)
        #expect(after == 4)
    }

    /// C3: at once if it holds.
    @Test func waitWhere_whenItHolds_returnsAtOnce() async throws {
        let results = try await onThread {
            let condition = Condition()
            return condition.withLock {
                condition.wait { true }
                return [condition.wait(for: nil) { true }, condition.wait(for: .zero) { true }]
            }
        }
        #expect(results == [true, true])
    }

    /// C3: the predicate runs with the lock held, now and after each notification.
    @Test func waitWhere_asksAfterEachNotification() async throws {
        let (asked, wasHeld) = try await onThread {
            let shared = Shared()
            let asked = Locked(0)
            let wasHeld = Locked(true)
            let waiter = NativeThread.spawn {
                shared.condition.withLock {
                    shared.condition.wait {
                        asked.withLock { $0 += 1 }
                        if !shared.condition.lock.isLocked { wasHeld.withLock { $0 = false } }
                        return shared.number == 2
                    }
                }
            }
            for number in 1...2 {
                // Asleep again: it has asked as often as it was notified, and once at the start.
                while asked.withLock({ $0 }) < number { ThreadYield.yield() }
                waitUntilAsleep(waiter.thread, on: .condition)
                shared.condition.withLock {
                    shared.number = number
                    shared.condition.notify()
                }
            }
            waiter.join()
            return (asked.withLock { $0 }, wasHeld.withLock { $0 })
        }
        #expect(asked == 3)
        #expect(wasHeld)
    }

    /// C3: at the deadline the predicate has the last word, without a notice.
    @Test func waitWhere_whenItComesTrueUnannounced_isTrueAtTheDeadline() async throws {
        let (result, asked) = try await onThread {
            let condition = Condition()
            var asked = 0
            let result = condition.withLock {
                condition.wait(for: Delay.short) {
                    asked += 1
                    return asked == 2
                }
            }
            return (result, asked)
        }
        #expect(result)
        #expect(asked == 2)
    }

    /// C3, X4: the time bounds the whole wait, however often it is notified meanwhile.
    @Test func waitWhere_forATime_isNotStartedAnewByNotifications() async throws {
        let holds = try await onThread {
            let condition = Condition()
            let over = Event()
            let notifier = NativeThread.spawn {
                while !over.isSet { condition.withLock { condition.notifyAll() } }
            }
            let holds = condition.withLock { condition.wait(for: Delay.short) { false } }
            over.set()
            notifier.join()
            return holds
        }
        #expect(!holds)
    }

    /// C3: the error propagates, and the lock is still held.
    @Test func waitWhere_whenThePredicateThrows_throwsWithTheLockHeld() async throws {
        let (thrown, isHeld) = try await onThread {
            let condition = Condition()
            return condition.withLock {
                do {
                    try condition.wait { () throws(Failure) in throw Failure() }
                    return (false, condition.lock.isLocked)
                } catch {
                    return (true, condition.lock.isLocked)
                }
            }
        }
        #expect(thrown)
        #expect(isHeld)
    }
}
