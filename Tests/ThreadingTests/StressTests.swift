// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// Each primitive under many threads, around plain memory: what Thread Sanitizer watches.
///
/// Every invariant is kept in variables that only the primitive guards, so that an edge that is missing is a
/// race, and an exclusion that is missing a wrong number.
@Suite struct StressTests {
    /// Memory without any guard of its own.
    final class Plain: @unchecked Sendable {
        // Unchecked: guarded by the primitive under test.
        var number = 0
        var other = 0
        var list: [Int] = []
    }

    static let threads = 6

    /// L1, L2: lock, timed lock and attempts, mixed.
    @Test func lock_mixedWithTimedAndTried_excludesAll() async throws {
        let (count, taken) = try await onThread {
            let lock = Lock()
            let plain = Plain()
            let handles = (0..<Self.threads).map { who in
                NativeThread.spawn {
                    var taken = 0
                    for round in 0..<3_000 {
                        let isMine =
                            switch (who + round) % 4 {
                            case 0: lock.lock(for: .microseconds(20))
                            case 1: lock.lockIfAvailable()
                            case 2: lock.lock(for: nil)
                            default: lock.lock(for: .seconds(60))
                            }
                        guard isMine else { continue }
                        plain.number += 1
                        plain.other += 1
                        if plain.number != plain.other { plain.other = .min / 2 }
                        taken += 1
                        lock.unlock()
                    }
                    return taken
                }
            }
            let taken = handles.reduce(0) { $0 + $1.join() }
            return (plain.number == plain.other ? plain.number : -1, taken)
        }
        #expect(count == taken)
        #expect(taken >= Self.threads * 1_500)
    }

    /// L1, X5: sections so long that waiters sleep, and are handed the lock.
    @Test func lock_withLongSections_excludesSleepersToo() async throws {
        let count = try await onThread {
            let lock = Lock()
            let plain = Plain()
            let handles = (0..<8).map { who in
                NativeThread.spawn {
                    var timedOut = 0
                    for _ in 0..<60 {
                        guard lock.lock(for: who % 2 == 0 ? nil : .microseconds(300)) else {
                            timedOut += 1
                            continue
                        }
                        plain.number += 1
                        ThreadYield.yield()
                        plain.number += 1
                        lock.unlock()
                    }
                    return timedOut
                }
            }
            let timedOut = handles.reduce(0) { $0 + $1.join() }
            return plain.number + 2 * timedOut
        }
        #expect(count == 8 * 60 * 2)
    }

    /// L1: the guard that owns its value.
    @Test func locked_byManyThreads_losesNoUpdate() async throws {
        let count = try await onThread {
            let guarded = Locked([0])
            let handles = (0..<Self.threads).map { _ in
                NativeThread.spawn {
                    for _ in 0..<2_000 { guarded.withLock { $0[0] += 1 } }
                }
            }
            for handle in handles { handle.join() }
            return guarded.withLock { $0[0] }
        }
        #expect(count == Self.threads * 2_000)
    }

    /// C2, C3, C4: producers and consumers with two conditions on one lock, some with timeouts.
    @Test func condition_betweenProducersAndConsumers_passesEverythingOn() async throws {
        let (sum, left) = try await onThread {
            let lock = Lock()
            let (notEmpty, notFull) = (Condition(lock), Condition(lock))
            let plain = Plain()
            let each = 1_000
            let producers = (0..<3).map { _ in
                NativeThread.spawn {
                    for item in 1...each {
                        lock.withLock {
                            while plain.list.count >= 4 { _ = notFull.wait(for: .microseconds(200)) }
                            plain.list.append(item)
                            notEmpty.notify()
                        }
                    }
                }
            }
            let consumers = (0..<3).map { who in
                NativeThread.spawn {
                    var sum = 0
                    for _ in 0..<each {
                        lock.withLock {
                            if who == 0 {
                                while plain.list.isEmpty { _ = notEmpty.wait(for: .microseconds(50)) }
                            } else {
                                notEmpty.wait { !plain.list.isEmpty }
                            }
                            sum += plain.list.removeFirst()
                            notFull.notify()
                        }
                    }
                    return sum
                }
            }
            for producer in producers { producer.join() }
            return (consumers.reduce(0) { $0 + $1.join() }, plain.list.count)
        }
        #expect(sum == 3 * 1_000 * 1_001 / 2)
        #expect(left == 0)
    }

    /// C4: broadcast storms, which move sleepers to the lock, while others barge and time out.
    @Test func condition_underBroadcasts_letsEveryGenerationThrough() async throws {
        let seen = try await onThread {
            let condition = Condition()
            let plain = Plain()
            let generations = 300
            let waiters = (0..<8).map { who in
                NativeThread.spawn {
                    var seen = 0
                    condition.withLock {
                        while plain.number < generations {
                            let mine = plain.number
                            if who % 4 == 3 {
                                _ = condition.wait(for: .microseconds(100))
                            } else {
                                condition.wait { plain.number > mine }
                            }
                            plain.other += 1
                            seen += 1
                        }
                    }
                    return seen
                }
            }
            let barging = NativeThread.spawn {
                for _ in 0..<2_000 { condition.withLock { plain.other += 1 } }
                return 2_000
            }
            for _ in 0..<generations {
                condition.withLock {
                    plain.number += 1
                    condition.notifyAll()
                }
                ThreadYield.yield()
            }
            let total = (waiters + [barging]).reduce(0) { $0 + $1.join() }
            return total == plain.other
        }
        #expect(seen)
    }
}
