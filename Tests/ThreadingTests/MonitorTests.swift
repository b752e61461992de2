// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// A value with its lock, without the waiting: as ``Locked``.
@Suite struct MonitorTests {
    private struct Failure: Error {}

    private final class Guarded {
        var number: Int

        init(_ number: Int) {
            self.number = number
        }
    }

    /// X8.
    @Test func withLock_changesTheValueInPlace() {
        let monitor = Monitor([1])
        monitor.withLock { $0.append(2) }
        #expect(monitor.withLock { $0 } == [1, 2])
    }

    /// X8: what the body changed before it threw stays changed.
    @Test func withLock_whenTheBodyThrows_releasesAndKeepsTheChange() {
        let monitor = Monitor(0)
        #expect(throws: Failure.self) {
            try monitor.withLock { value throws(Failure) in
                value = 1
                throw Failure()
            }
        }
        #expect(monitor.withLockIfAvailable { $0 } == 1)
        #expect(throws: Failure.self) {
            try monitor.withLockIfAvailable { value throws(Failure) in
                value = 2
                throw Failure()
            }
        }
        #expect(monitor.withLockIfAvailable { $0 } == 2)
    }

    /// L1.
    @Test func withLockIfAvailable_whenHeld_isNilAndDoesNotRun() async throws {
        let (result, value) = try await onThread {
            let (monitor, isHeld, mayRelease) = (Monitor(0), Event(), Event())
            let holder = NativeThread.spawn {
                monitor.withLock { _ in
                    isHeld.set()
                    mayRelease.wait()
                }
            }
            isHeld.wait()
            let result: Int? = monitor.withLockIfAvailable { value in
                value = 9
                return value
            }
            mayRelease.set()
            holder.join()
            return (result, monitor.withLock { $0 })
        }
        #expect(result == nil)
        #expect(value == 0)
    }

    /// L1: one thread at a time is inside.
    @Test func withLock_byFourThreads_losesNothing() async throws {
        let count = try await onThread {
            let monitor = Monitor(Guarded(0))
            let threads = (0..<4).map { _ in
                NativeThread.spawn { for _ in 0..<5_000 { monitor.withLock { $0.number += 1 } } }
            }
            for thread in threads { thread.join() }
            return monitor.withLock { $0.number }
        }
        #expect(count == 20_000)
    }

    /// L1: a result that cannot be copied is moved out.
    @Test func withLock_givesAResultThatCannotBeCopied() async throws {
        struct Ticket: ~Copyable, Sendable { let number: Int }
        let numbers = try await onThread {
            let monitor = Monitor(3)
            let first = monitor.withLock { Ticket(number: $0) }
            let second = monitor.withLock(when: { $0 == 3 }) { Ticket(number: $0 + 1) }
            return [first.number, second.number]
        }
        #expect(numbers == [3, 4])
    }

    /// T4: an object that is not `Sendable` goes in, comes out whole, and another takes its place.
    @Test func exchange_givesTheOldValueAndKeepsTheNew() {
        let monitor = Monitor(Guarded(1))
        let old = monitor.exchange(Guarded(2))
        #expect(old.number == 1)
        #expect(monitor.withLock { $0.number } == 2)
    }

    /// T4: the monitor keeps nothing of what was taken out, and the value goes with it.
    @Test func exchange_and_deinit_letGoOfTheValue() {
        let (first, second) = (Event(), Event())
        do {
            let monitor = Monitor<DeinitProbe?>(DeinitProbe { first.set() })
            _ = monitor.exchange(DeinitProbe { second.set() })
            #expect(first.isSet && !second.isSet)
        }
        #expect(second.isSet)
    }

    /// C3: every form of waiting, with an object that is not `Sendable`.
    @Test func everyWait_withAnObject_seesIt() async throws {
        let results = try await onThread {
            let monitor = Monitor(Guarded(1))
            monitor.wait { $0.number == 1 }
            return [
                monitor.wait(for: nil) { $0.number == 1 },
                monitor.wait(until: .now) { $0.number == 1 },
                monitor.withLock(when: { $0.number == 1 }) { $0.number == 1 },
                monitor.withLock(when: { $0.number == 1 }, for: .zero) { $0.number == 1 } ?? false,
                monitor.withLock(when: { $0.number == 1 }, until: .now) { $0.number == 1 } ?? false,
                monitor.withLock(when: { $0.number == 2 }, for: Delay.short) { _ in true } == nil,
                monitor.withLock(when: { $0.number == 2 }, until: .now + Delay.short) { _ in true } == nil,
                monitor.withLockIfAvailable { $0.number == 1 } ?? false,
            ]
        }
        #expect(results == Array(repeating: true, count: 8))
    }
}
