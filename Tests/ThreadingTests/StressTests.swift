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
    private final class Plain: @unchecked Sendable {
        // Unchecked: guarded by the primitive under test.
        var number = 0
        var other = 0
        var list: [Int] = []
    }

    private static let threads = 6

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

    /// S2, S3: never more inside than there are permits.
    @Test func semaphore_byManyThreads_letsNoMoreInThanPermits() async throws {
        let (greatest, value) = try await onThread {
            let semaphore = Semaphore(value: 3, limit: 3)
            let inside = Locked((now: 0, greatest: 0))
            let handles = (0..<8).map { who in
                NativeThread.spawn {
                    for round in 0..<500 {
                        let isIn =
                            switch (who + round) % 3 {
                            case 0: semaphore.wait(for: .microseconds(30))
                            case 1: semaphore.waitIfAvailable()
                            default: semaphore.wait(for: nil)
                            }
                        guard isIn else { continue }
                        inside.withLock {
                            $0.now += 1
                            $0.greatest = max($0.greatest, $0.now)
                        }
                        if round % 8 == 0 { ThreadYield.yield() }
                        inside.withLock { $0.now -= 1 }
                        semaphore.signal()
                    }
                }
            }
            for handle in handles { handle.join() }
            return (inside.withLock { $0.greatest }, semaphore.value)
        }
        #expect((1...3).contains(greatest))
        #expect(value == 3)
    }

    /// S2, S3: with one permit it is a lock, and carries what the holder did.
    @Test func semaphore_ofOne_guardsPlainMemory() async throws {
        let count = try await onThread {
            let semaphore = Semaphore(value: 1, limit: 1)
            let plain = Plain()
            let handles = (0..<Self.threads).map { _ in
                NativeThread.spawn {
                    for _ in 0..<1_500 { semaphore.withPermit { plain.number += 1 } }
                }
            }
            for handle in handles { handle.join() }
            return plain.number
        }
        #expect(count == Self.threads * 1_500)
    }

    /// E1, E2: two events as a shuttle, with plain memory going to and fro.
    @Test func event_asAShuttle_carriesWhatWasDone() async throws {
        let count = try await onThread {
            let (ping, pong) = (Event(), Event())
            let plain = Plain()
            let rounds = 2_000
            let other = NativeThread.spawn {
                for _ in 0..<rounds {
                    ping.wait()
                    ping.clear()
                    plain.number += 1
                    pong.set()
                }
            }
            for _ in 0..<rounds {
                plain.number += 1
                ping.set()
                pong.wait()
                pong.clear()
            }
            other.join()
            return plain.number
        }
        #expect(count == 4_000)
    }

    /// E2: sets that are cleared at once let every thread through that slept before them.
    @Test func event_pulsed_letsAllSleepersThroughEachTime() async throws {
        try await onThread {
            let event = Event()
            let done = Semaphore(value: 0)
            for _ in 0..<60 {
                let waiters = (0..<4).map { number in
                    NativeThread.spawn(stackSize: 128 << 10) {
                        _ = number == 0 ? event.wait(for: Delay.medium) : event.wait(for: nil)
                        done.signal()
                    }
                }
                for waiter in waiters { waitUntilAsleep(waiter.thread, on: .event) }
                event.set()
                event.clear()
                for _ in waiters { done.wait() }
            }
        }
    }

    /// T5: what a thread did is seen by who joined it, waited for its latch or looked.
    @Test func join_byManyThreads_showsWhatTheThreadDid() async throws {
        let sum = try await onThread {
            (0..<150).reduce(0) { sum, round in
                let plain = Plain()
                let handle = NativeThread.spawn(stackSize: 128 << 10) { plain.number = round }
                let readers = (0..<3).map { who in
                    NativeThread.spawn(stackSize: 128 << 10) {
                        switch who {
                        case 0: handle.join()
                        case 1: while !handle.isFinished { ThreadYield.yield() }
                        default: while handle.join(for: .microseconds(50)) == nil {}
                        }
                        return plain.number
                    }
                }
                return sum + readers.reduce(0) { $0 + $1.join() }
            }
        }
        #expect(sum == 3 * 149 * 150 / 2)
    }

    /// F2: the register under threads that come and go.
    @Test func all_whileThreadsComeAndGo_isWhole() async throws {
        let isSorted = try await onThread {
            let over = Event()
            let makers = (0..<3).map { _ in
                NativeThread.spawn {
                    for _ in 0..<150 { NativeThread.spawn(stackSize: 128 << 10) { NativeThread.current.name }.join() }
                }
            }
            let looker = NativeThread.spawn {
                var isSorted = true
                while !over.isSet {
                    let ids = NativeThread.all.map(\.id)
                    if ids != ids.sorted() || Set(ids).count != ids.count { isSorted = false }
                }
                return isSorted
            }
            for maker in makers { maker.join() }
            over.set()
            return looker.join()
        }
        #expect(isSorted)
    }
}
