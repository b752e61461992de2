// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingTestSupport

@testable import ThreadingCore

/// ``EventWord``: the flag, its count, its sleepers.
@Suite struct EventWordTests {
    private final class Box: Sendable {
        private let word: EventWord

        init(isSet: Bool = false) {
            word = EventWord(isSet: isSet)
        }

        var isSet: Bool { word.isSet }
        func set() { word.set() }
        func clear() { word.clear() }
        func wait(until deadline: Deadline) -> Bool { word.wait(until: deadline) }
    }

    /// E1.
    @Test(arguments: [false, true]) func isSet_atFirst_isWhatWasAskedFor(isSet: Bool) {
        #expect(Box(isSet: isSet).isSet == isSet)
    }

    /// E1: idempotent, and `clear` undoes any number of sets.
    @Test func set_twice_isClearedAtOnce() {
        let box = Box()
        box.set()
        box.set()
        #expect(box.isSet)
        box.clear()
        #expect(!box.isSet)
        box.clear()
        #expect(!box.isSet)
    }

    /// E2, X2.
    @Test func wait_thatPolls_saysWhetherItIsSet() {
        #expect(!Box().wait(until: .immediate))
        #expect(Box(isSet: true).wait(until: .immediate))
    }

    /// E2: a set that a clear follows at once still lets every sleeper through.
    @Test func wait_whenSetAndClearedAtOnce_returnsForAllThatSlept() async throws {
        let results = try await onThread {
            let box = Box()
            let threads = (0..<4).map { _ in
                let handle = NativeThread.spawn { box.wait(until: .never) }
                waitUntilInKernel(handle.thread, on: .event)
                return handle
            }
            box.set()
            box.clear()
            return threads.map { $0.join() } + [box.isSet]
        }
        #expect(results == [true, true, true, true, false])
    }

    /// E2: a set of long ago is none since the call.
    @Test func wait_afterASetThatWasCleared_timesOut() async throws {
        let wasSet = try await onThread {
            let box = Box()
            box.set()
            box.clear()
            return box.wait(until: Deadline(after: Delay.short))
        }
        #expect(!wasSet)
    }

    /// E2: after a time-out the sleepers' bit may stay, and harms nobody.
    @Test func set_afterAWaiterHasTimedOut_works() async throws {
        let results = try await onThread {
            let box = Box()
            let first = box.wait(until: Deadline(after: Delay.short))
            box.set()
            let second = box.wait(until: .never)
            box.clear()
            return [first, second, box.isSet]
        }
        #expect(results == [false, true, false])
    }

    /// E2, X6.
    @Test func wait_whenSignalsArrive_goesOnUntilSet() async throws {
        let wasSet = try await onThread {
            let box = Box()
            let target = Locked<SignalTarget?>(nil)
            let mayReturn = Locked(false)
            let waiter = NativeThread.spawn {
                target.withLock { $0 = SignalTarget() }
                return box.wait(until: .never) && mayReturn.withLock { $0 }
            }
            for _ in 0..<20 {
                waitUntilInKernel(waiter.thread, on: .event)
                target.withLock { $0?.interrupt() }
            }
            mayReturn.withLock { $0 = true }
            box.set()
            return waiter.join()
        }
        #expect(wasSet)
    }
}
