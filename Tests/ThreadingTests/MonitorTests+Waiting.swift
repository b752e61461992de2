// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// What threads wait for in a monitor, and who wakes them.
extension MonitorTests {
    private struct Failure: Error {}

    /// C3: at once if it is true, whatever the time.
    @Test func wait_whenThePredicateIsTrue_returnsAtOnce() async throws {
        let results = try await onThread {
            let monitor = Monitor(1)
            monitor.wait { $0 == 1 }
            return [
                monitor.wait(for: nil) { $0 == 1 }, monitor.wait(for: .zero) { $0 == 1 },
                monitor.wait(until: .now - Delay.long) { $0 == 1 },
                monitor.withLock(when: { $0 == 1 }, for: .seconds(-1)) { $0 == 1 } ?? false,
                monitor.withLock(when: { $0 == 1 }) { $0 == 1 },
            ]
        }
        #expect(results == Array(repeating: true, count: 5))
    }

    /// C3: a time that passes; the body is not run, and the monitor works as before.
    @Test func withLockWhen_forATimeThatPasses_isNilAndDoesNotRun() async throws {
        let (results, value) = try await onThread {
            let monitor = Monitor(0)
            let results = [
                monitor.withLock(when: { $0 == 1 }, for: Delay.short) { $0 += 1 } == nil,
                monitor.withLock(when: { $0 == 1 }, for: .zero) { $0 += 1 } == nil,
                monitor.withLock(when: { $0 == 1 }, until: .now + Delay.short) { $0 += 1 } == nil,
                !monitor.wait(for: Delay.short) { $0 == 1 },
                !monitor.wait(until: .now + Delay.short) { $0 == 1 },
            ]
            return (results, monitor.withLockIfAvailable { $0 })
        }
        #expect(results == Array(repeating: true, count: 5))
        #expect(value == 0)
    }

    /// Each way to change the value to 1.
    private static let changes: [@Sendable (Monitor<Int>) -> Void] = [
        { $0.withLock { $0 = 1 } },
        { _ = $0.withLockIfAvailable { $0 = 1 } },
        { $0.withLock(when: { $0 == 0 }) { $0 = 1 } },
        { _ = $0.withLock(when: { $0 == 0 }, for: nil) { $0 = 1 } },
        { _ = $0.withLock(when: { $0 == 0 }, until: .now + Delay.long) { $0 = 1 } },
        { _ = $0.exchange(1) },
        {
            try? $0.withLock { value throws(Failure) in
                value = 1
                throw Failure()
            }
        },
    ]

    /// C4: nobody notifies; each way to change the value wakes who waits for it.
    @Test(arguments: changes)
    func wait_whenTheValueChanges_wakes(change: @escaping @Sendable (Monitor<Int>) -> Void) async throws {
        let value = try await onThread {
            let monitor = Monitor(0)
            let waiter = NativeThread.spawn { monitor.withLock(when: { $0 == 1 }) { $0 } }
            waitUntilAsleep(waiter.thread, on: .condition)
            change(monitor)
            return waiter.join()
        }
        #expect(value == 1)
    }

    /// C4: only whose predicate is true is woken; the others sleep on.
    @Test func withLock_wakesOnlyThoseWhosePredicateIsTrue() async throws {
        let (early, order) = try await onThread {
            let monitor = Monitor(0)
            let order = Locked<[Int]>([])
            let waiters = (1...4).map { number in
                let waiter = NativeThread.spawn {
                    monitor.wait { $0 == number }
                    order.withLock { $0.append(number) }
                }
                waitUntilAsleep(waiter.thread, on: .condition)
                return waiter
            }
            monitor.withLock { $0 = 3 }
            waiters[2].join()
            // The three others have not run: they still sleep where they did.
            let early = order.withLock { $0 }
            for number in [4, 1, 2] {
                monitor.withLock { $0 = number }
                waiters[number - 1].join()
            }
            return (early, order.withLock { $0 })
        }
        #expect(early == [3])
        #expect(order == [3, 4, 1, 2])
    }

    /// C4: of those whose predicate is true the longest waiting comes first, and each wakes the next.
    @Test func withLock_whenItIsTrueForAll_letsAllInTheOldestFirst() async throws {
        let order = try await onThread {
            let monitor = Monitor((isOpen: false, order: [Int]()))
            let waiters = (0..<5).map { index in
                let waiter = NativeThread.spawn { monitor.withLock(when: { $0.isOpen }) { $0.order.append(index) } }
                waitUntilAsleep(waiter.thread, on: .condition)
                return waiter
            }
            monitor.withLock { $0.isOpen = true }
            for waiter in waiters { waiter.join() }
            return monitor.withLock { $0.order }
        }
        #expect(order == [0, 1, 2, 3, 4])
    }

    /// C4: a wait without a body wakes the next, too.
    @Test func wait_whenItIsTrueForAll_letsAllThrough() async throws {
        try await onThread {
            let monitor = Monitor(false)
            let waiters = (0..<5).map { index in
                let waiter = NativeThread.spawn {
                    if index.isMultiple(of: 2) { monitor.wait { $0 } } else { _ = monitor.wait(for: nil) { $0 } }
                }
                waitUntilAsleep(waiter.thread, on: .condition)
                return waiter
            }
            monitor.withLock { $0 = true }
            for waiter in waiters { waiter.join() }
        }
    }

    /// C3, X4: a body that throws wakes the next as well.
    @Test func withLockWhen_whenTheBodyThrows_wakesTheNext() async throws {
        let (thrown, value) = try await onThread {
            let monitor = Monitor(0)
            let thrower = NativeThread.spawn {
                try monitor.withLock(when: { $0 == 1 }) { _ throws(Failure) in throw Failure() }
            }
            waitUntilAsleep(thrower.thread, on: .condition)
            let next = NativeThread.spawn { monitor.withLock(when: { $0 == 1 }) { $0 } }
            waitUntilAsleep(next.thread, on: .condition)
            monitor.withLock { $0 = 1 }
            let thrown = (try? thrower.join()) == nil
            return (thrown, next.join())
        }
        #expect(thrown)
        #expect(value == 1)
    }

    /// C3: the body runs under the same hold as the look, so what is there for one goes to one.
    @Test func withLockWhen_byFourConsumers_givesEachItemToOne() async throws {
        let (sum, left) = try await onThread {
            let monitor = Monitor<[Int]>([])
            let consumers = (0..<4).map { _ in
                NativeThread.spawn {
                    (0..<500).reduce(0) { sum, _ in
                        sum + monitor.withLock(when: { !$0.isEmpty }) { $0.removeLast() }
                    }
                }
            }
            let producers = (0..<2).map { _ in
                NativeThread.spawn {
                    for item in 1...1_000 { monitor.withLock(when: { $0.count < 3 }) { $0.append(item) } }
                }
            }
            for producer in producers { producer.join() }
            return (consumers.map { $0.join() }.reduce(0, +), monitor.withLock { $0.count })
        }
        #expect(sum == 1_001_000)
        #expect(left == 0)
    }

    /// X4: the time bounds the whole wait, however often the value changes meanwhile.
    @Test func wait_forATime_isNotStartedAnewByChanges() async throws {
        let isTrue = try await onThread {
            let (monitor, over) = (Monitor(0), Event())
            let changer = NativeThread.spawn {
                while !over.isSet { monitor.withLock { $0 = 1 - $0 } }
            }
            let isTrue = monitor.wait(for: Delay.short) { $0 == 2 }
            over.set()
            changer.join()
            return isTrue
        }
        #expect(!isTrue)
    }

    /// C3: at the deadline the predicate has the last word.
    @Test func wait_whenItComesTrueUnannounced_isTrueAtTheDeadline() async throws {
        let (isTrue, asked) = try await onThread {
            let (monitor, asked) = (Monitor(0), AtomicCell(0))
            // Asked as it comes in, and at the end: nobody changes the value.
            let isTrue = monitor.wait(for: Delay.short) { _ in asked.add(1) == 2 }
            return (isTrue, asked.load())
        }
        #expect(isTrue)
        #expect(asked == 2)
    }

    /// X7: threads that the package did not start wait and wake as others.
    @Test func wait_byAForeignThread_isWoken() async throws {
        let order = try await onThread {
            let monitor = Monitor<[String]>([])
            let foreign = ForeignThread {
                monitor.withLock(when: { $0 == ["asked"] }) { $0.append("answered") }
            }
            monitor.withLock { $0.append("asked") }
            monitor.wait { $0.count == 2 }
            foreign.join()
            return monitor.withLock { $0 }
        }
        #expect(order == ["asked", "answered"])
    }
}
