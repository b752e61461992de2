// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// A condition on a lock that its owner may take again.
extension ConditionTests {
    private struct Failure: Error {}

    /// What a scenario shares; guarded by the condition's lock.
    private final class Shared: @unchecked Sendable {
        let lock = RecursiveLock()
        let condition: Condition
        var number = 0

        init() {
            condition = Condition(lock)
        }
    }

    /// C1: on a recursive lock, of one's own or of another condition.
    @Test func init_withARecursiveLock_sharesIt() {
        let lock = RecursiveLock()
        let one = Condition(lock)
        let other = Condition(one.lock)
        #expect(one.lock == .recursive(lock) && other.lock == .recursive(lock))
        #expect(one.lock != .recursive(RecursiveLock()) && one.lock != Condition().lock)
        #expect(one.withLock { other.withLock { lock.depth } } == 2)
    }

    /// C1: `isLocked` is the lock's, of either kind.
    @Test(arguments: [Condition(), Condition(RecursiveLock())])
    func isLocked_followsTheLock(condition: Condition) {
        #expect(!condition.isLocked)
        #expect(condition.withLock { condition.isLocked && condition.lock.isLocked })
        #expect(!condition.isLocked)
    }

    /// C1: acquire and release, timed or not, are the lock's.
    @Test(arguments: [Condition(), Condition(RecursiveLock())])
    func lock_takesAndReleasesTheLock(condition: Condition) async throws {
        let results = try await onThread {
            let lock = condition.lock
            var results: [Bool] = []
            lock.lock()
            results.append(lock.isLocked)
            let late = NativeThread.spawn {
                [
                    lock.lockIfAvailable(), lock.lock(for: Delay.short), lock.lock(until: .now),
                    lock.withLockIfAvailable { true } ?? false,
                ]
            }
            results += late.join()
            lock.unlock()
            let takes: [() -> Bool] = [
                { lock.lockIfAvailable() }, { lock.lock(for: nil) }, { lock.lock(until: .now + Delay.long) },
            ]
            for take in takes {
                results.append(take() && lock.isLocked)
                lock.unlock()
            }
            results.append(lock.withLock { lock.isLocked })
            results.append(lock.withLockIfAvailable { lock.isLocked } ?? false)
            return results + [lock.isLocked]
        }
        #expect(results == [true, false, false, false, false, true, true, true, true, true, false])
    }

    /// C2: all levels are given up for the time of the wait, and are there again afterwards.
    @Test(arguments: [1, 2, 5]) func wait_withSeveralLevels_givesUpAllAndRestoresThem(levels: Int) async throws {
        let (isFree, during, after) = try await onThread {
            let shared = Shared()
            let waiter = NativeThread.spawn {
                for _ in 0..<levels { shared.lock.lock() }
                shared.condition.wait()
                let depth = shared.lock.depth
                for _ in 0..<levels { shared.lock.unlock() }
                return depth
            }
            waitUntilAsleep(waiter.thread, on: .condition)
            let isFree = shared.lock.lockIfAvailable()
            let during = shared.lock.depth
            shared.condition.notify()
            shared.lock.unlock()
            return (isFree && !shared.lock.isHeldByCurrentThread, during, waiter.join())
        }
        #expect(isFree)
        #expect(during == 1)
        #expect(after == levels)
    }

    /// C2: the levels are there again also when nobody notified, and after a poll.
    @Test func wait_forATimeThatPasses_isFalseAndRestoresTheLevels() async throws {
        let (results, depths) = try await onThread {
            let shared = Shared()
            return shared.lock.withLock {
                shared.lock.withLock {
                    var depths: [Int] = []
                    let durations: [Duration] = [Delay.short, .zero, .seconds(-1)]
                    var results = durations.map { duration in
                        defer { depths.append(shared.lock.depth) }
                        return shared.condition.wait(for: duration)
                    }
                    results.append(shared.condition.wait(until: .now + Delay.short))
                    depths.append(shared.lock.depth)
                    return (results, depths)
                }
            }
        }
        #expect(results == [false, false, false, false])
        #expect(depths == [2, 2, 2, 2])
    }

    /// C3: the predicate runs with all levels held, however often it is asked.
    @Test func waitWhere_withTwoLevels_asksWithBothHeld() async throws {
        let depths = try await onThread {
            let shared = Shared()
            let depths = Locked<[Int]>([])
            let waiter = NativeThread.spawn {
                shared.lock.withLock {
                    shared.condition.withLock {
                        shared.condition.wait {
                            depths.withLock { $0.append(shared.lock.depth) }
                            return shared.number == 1
                        }
                    }
                }
            }
            waitUntilAsleep(waiter.thread, on: .condition)
            shared.condition.withLock {
                shared.number = 1
                shared.condition.notify()
            }
            waiter.join()
            return depths.withLock { $0 }
        }
        #expect(depths == [2, 2])
    }

    /// C3: the error propagates with the levels held, of which `withLock` then gives its own back.
    @Test func waitWhere_onARecursiveLock_whenThePredicateThrows_keepsTheLevels() async throws {
        let depths = try await onThread {
            let shared = Shared()
            return shared.lock.withLock {
                var inner = 0
                do {
                    try shared.lock.withLock {
                        defer { inner = shared.lock.depth }
                        try shared.condition.wait { throw Failure() }
                    }
                } catch {}
                return [inner, shared.lock.depth]
            }
        }
        #expect(depths == [2, 1])
    }

    /// C3: an instant bounds the whole wait; the predicate has the last word.
    @Test(arguments: [Condition(), Condition(RecursiveLock())])
    func waitWhere_untilAnInstant_isThePredicatesLastAnswer(condition: Condition) async throws {
        let results = try await onThread {
            condition.withLock {
                var asked = 0
                return [
                    condition.wait(until: .now + Delay.short) { false },
                    condition.wait(until: .now - Delay.long) { true },
                    condition.wait(until: .now + Delay.short) {
                        asked += 1
                        return asked == 2
                    },
                ]
            }
        }
        #expect(results == [false, true, true])
    }

    /// C4: woken threads run only after the release of the last level.
    @Test func notifyAll_withTwoLevels_letsNobodyRunBeforeBothAreReleased() async throws {
        let (early, after) = try await onThread {
            let shared = Shared()
            // One after the other, so that it is known who has waited longest.
            let waiters = (0..<3).map { _ in
                let waiter = NativeThread.spawn {
                    shared.condition.withLock {
                        shared.condition.wait()
                        shared.number += 1
                    }
                }
                waitUntilAsleep(waiter.thread, on: .condition)
                return waiter
            }
            let early = shared.lock.withLock {
                shared.lock.withLock { shared.condition.notifyAll() }
                // Only the one that has waited longest is woken: it comes for the lock, and sleeps on it.
                waitUntilAsleep(waiters[0].thread, on: .lock)
                return shared.number
            }
            for waiter in waiters { waiter.join() }
            return (early, shared.number)
        }
        #expect(early == 0)
        #expect(after == 3)
    }

    /// C4: the longest waiting first, and at most n.
    @Test func notify_onARecursiveLock_wakesTheOldestFirst() async throws {
        let order = try await onThread {
            let shared = Shared()
            let order = Locked<[Int]>([])
            let waiters = (0..<3).map { index in
                let waiter = NativeThread.spawn {
                    shared.condition.withLock {
                        shared.condition.wait()
                        order.withLock { $0.append(index) }
                    }
                }
                waitUntilAsleep(waiter.thread, on: .condition)
                return waiter
            }
            for waiter in waiters {
                shared.condition.withLock { shared.condition.notify() }
                waiter.join()
            }
            return order.withLock { $0 }
        }
        #expect(order == [0, 1, 2])
    }

    /// C1: a notification is for one condition, whoever waits on the other with the same lock.
    @Test func notifyAll_ofOneOfTwoOnARecursiveLock_leavesTheOthersWaiters() async throws {
        let isEarly = try await onThread {
            let lock = RecursiveLock()
            let (one, other) = (Condition(lock), Condition(lock))
            let waiter = NativeThread.spawn { lock.withLock { one.wait() } }
            waitUntilAsleep(waiter.thread, on: .condition)
            lock.withLock { other.notifyAll() }
            let isEarly = waiter.join(for: Delay.short) != nil
            lock.withLock { one.notifyAll() }
            waiter.join()
            return isEarly
        }
        #expect(!isEarly)
    }

    // MARK: Misuse

    /// C2, Z11: somebody else's lock is not the caller's, in a release build, too.
    @Test func wait_withARecursiveLockThatAnotherHolds_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let condition = Condition(RecursiveLock())
                condition.lock.lock()
                NativeThread.spawn { _ = condition.wait(for: .zero) }.join()
            }
        }
        #expect(result.errorText.contains("to wait on a condition, a thread must hold its lock"))
    }

    /// C4, Z11.
    @Test func notify_withARecursiveLockThatAnotherHolds_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let condition = Condition(RecursiveLock())
                condition.lock.lock()
                NativeThread.spawn { condition.notify() }.join()
            }
        }
        #expect(result.errorText.contains("to notify a condition, a thread must hold its lock"))
    }

    /// C4, Z11: nor is one that nobody holds.
    @Test func notifyAll_withoutTheRecursiveLock_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            Condition(RecursiveLock()).notifyAll()
        }
        #expect(result.errorText.contains("to notify a condition, a thread must hold its lock"))
    }
}
