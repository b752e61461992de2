// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// The contract of ``Event``, row by row of its table.
@Suite struct EventTests {
    /// E1.
    @Test func isSet_atFirst_isFalseUnlessAskedFor() {
        #expect(!Event().isSet)
        #expect(Event(isSet: true).isSet)
    }

    /// E1: idempotent.
    @Test func set_andClear_changeTheFlagHoweverOften() {
        let event = Event()
        event.clear()
        #expect(!event.isSet)
        event.set()
        event.set()
        #expect(event.isSet)
        event.clear()
        #expect(!event.isSet)
    }

    /// E1: wakes all that wait, and lets through all that come later.
    @Test func set_withManyWaiters_letsAllThrough() async throws {
        let count = try await onThread {
            let event = Event()
            let waiters = (0..<8).map { _ in
                let waiter = NativeThread.spawn { event.wait() }
                waitUntilAsleep(waiter.thread, on: .event)
                return waiter
            }
            event.set()
            for waiter in waiters { waiter.join() }
            event.wait()
            return waiters.count
        }
        #expect(count == 8)
    }

    /// E2: a waiter returns for a set that a clear follows at once.
    @Test func wait_whenSetAndClearedAtOnce_isTrue() async throws {
        let results = try await onThread {
            let event = Event()
            let waiters = (0..<4).map { number in
                let waiter = NativeThread.spawn { number == 0 ? event.wait(for: nil) : event.wait(for: Delay.medium) }
                waitUntilAsleep(waiter.thread, on: .event)
                return waiter
            }
            event.set()
            event.clear()
            return waiters.map { $0.join() } + [event.isSet]
        }
        #expect(results == [true, true, true, true, false])
    }

    /// E2: only a set since the call counts.
    @Test func wait_afterASetThatWasCleared_blocks() async throws {
        let wasSet = try await onThread {
            let event = Event()
            event.set()
            event.clear()
            return event.wait(for: Delay.short)
        }
        #expect(!wasSet)
    }

    /// E2.
    @Test func wait_forATimeThatPasses_isFalse() async throws {
        let results = try await onThread {
            let event = Event()
            return [event.wait(for: Delay.short), event.wait(until: .now + Delay.short), event.wait(for: .zero)]
        }
        #expect(results == [false, false, false])
    }

    /// E2: a set event does not look at the time.
    @Test func wait_whenSet_isTrueWhateverTheTime() async throws {
        let results = try await onThread {
            let event = Event(isSet: true)
            event.wait()
            return [event.wait(for: .zero), event.wait(for: .seconds(-1)), event.wait(until: .now - .seconds(1))]
        }
        #expect(results == [true, true, true])
    }

    /// E2: those who were let through stay through; the next wait is a new one.
    @Test func clear_afterASet_makesItWaitForAgain() async throws {
        let results = try await onThread {
            let event = Event()
            event.set()
            let first = event.wait(for: .zero)
            event.clear()
            let second = event.wait(for: Delay.short)
            event.set()
            return [first, second, event.wait(for: nil)]
        }
        #expect(results == [true, false, true])
    }
}
