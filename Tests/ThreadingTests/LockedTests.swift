// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// A value with the lock that guards it.
@Suite struct LockedTests {
    private struct Failure: Error {}

    private final class Guarded {
        var number: Int

        init(_ number: Int) {
            self.number = number
        }
    }

    /// X8.
    @Test func withLock_changesTheValueInPlace() {
        let guarded = Locked([1])
        guarded.withLock { $0.append(2) }
        #expect(guarded.withLock { $0 } == [1, 2])
    }

    /// X8: what the body changed before it threw stays changed.
    @Test func withLock_whenTheBodyThrows_releasesAndKeepsTheChange() {
        let guarded = Locked(0)
        #expect(throws: Failure.self) {
            try guarded.withLock { value throws(Failure) in
                value = 1
                throw Failure()
            }
        }
        #expect(guarded.withLockIfAvailable { $0 } == 1)
    }

    /// L1.
    @Test func withLockIfAvailable_whenHeld_isNilAndDoesNotRun() async throws {
        let (result, value) = try await onThread {
            let guarded = Locked(0)
            let isHeld = Event()
            let mayRelease = Event()
            let holder = NativeThread.spawn {
                guarded.withLock { _ in
                    isHeld.set()
                    mayRelease.wait()
                }
            }
            isHeld.wait()
            let result: Int? = guarded.withLockIfAvailable { value in
                value = 9
                return value
            }
            mayRelease.set()
            holder.join()
            return (result, guarded.withLock { $0 })
        }
        #expect(result == nil)
        #expect(value == 0)
    }

    /// L1: the time bounds the wait for the lock.
    @Test func withLock_forATimeThatPasses_isNilAndDoesNotRun() async throws {
        let (late, then) = try await onThread {
            let guarded = Locked(1)
            let isHeld = Event()
            let mayRelease = Event()
            let holder = NativeThread.spawn {
                guarded.withLock { _ in
                    isHeld.set()
                    mayRelease.wait()
                }
            }
            isHeld.wait()
            let late = guarded.withLock(for: Delay.short) { $0 }
            mayRelease.set()
            holder.join()
            return (late, guarded.withLock(for: Delay.medium) { $0 })
        }
        #expect(late == nil)
        #expect(then == 1)
    }

    /// X8.
    @Test func withLock_forATime_whenTheBodyThrows_releases() async throws {
        let isFree = try await onThread {
            let guarded = Locked(0)
            do {
                _ = try guarded.withLock(for: nil) { _ throws(Failure) in throw Failure() }
            } catch {}
            return guarded.withLockIfAvailable { _ in true } ?? false
        }
        #expect(isFree)
    }

    /// T4: an object that is not `Sendable` goes in, comes out whole, and another takes its place.
    @Test func exchange_givesTheOldValueAndKeepsTheNew() {
        let guarded = Locked(Guarded(1))
        let old = guarded.exchange(Guarded(2))
        #expect(old.number == 1)
        #expect(guarded.withLock { $0.number } == 2)
    }

    /// T4: the guard keeps nothing of what was taken out.
    @Test func exchange_letsGoOfTheOldValue() {
        let destroyed = Event()
        let guarded = Locked<DeinitProbe?>(DeinitProbe { destroyed.set() })
        _ = guarded.exchange(nil)
        #expect(destroyed.isSet)
    }

    /// T4: the value goes with the guard.
    @Test func deinit_destroysTheValue() {
        let destroyed = Event()
        do {
            let guarded = Locked(DeinitProbe { destroyed.set() })
            guarded.withLock { _ in }
        }
        #expect(destroyed.isSet)
    }

    /// L1.
    @Test func withLock_givesAResultThatCannotBeCopied() {
        struct Ticket: ~Copyable, Sendable { let number: Int }
        let ticket = Locked(3).withLock { Ticket(number: $0) }
        #expect(ticket.number == 3)
    }
}
