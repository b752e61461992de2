// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingTestSupport

@testable import ThreadingCore

/// ``LatchWord``: opened once.
@Suite struct LatchWordTests {
    private final class Box: Sendable {
        private let word = LatchWord(.join)

        var isOpen: Bool { word.isOpen }
        func open() { word.open() }
        func wait(until deadline: Deadline) -> Bool { word.wait(until: deadline) }
    }

    /// T5.
    @Test func wait_whenClosed_isFalseAtTheDeadline() async throws {
        let isOpen = try await onThread { Box().wait(until: Deadline(after: Delay.short)) }
        #expect(!isOpen)
    }

    /// T5, X2.
    @Test func wait_thatPolls_saysWhetherItIsOpen() {
        let box = Box()
        #expect(!box.wait(until: .immediate))
        #expect(!box.isOpen)
        box.open()
        #expect(box.wait(until: .immediate))
        #expect(box.isOpen)
    }

    /// T5.
    @Test func open_withManySleepers_letsAllThrough() async throws {
        let results = try await onThread {
            let box = Box()
            let threads = (0..<5).map { _ in
                let handle = NativeThread.spawn { box.wait(until: .never) }
                waitUntilInKernel(handle.thread, on: .join)
                return handle
            }
            box.open()
            return threads.map { $0.join() }
        }
        #expect(results == [true, true, true, true, true])
    }

    /// T5: a waiter that gave up has left the mark of a sleeper.
    @Test func open_afterAWaiterHasTimedOut_isOpen() async throws {
        let isOpen = try await onThread {
            let box = Box()
            _ = box.wait(until: Deadline(after: Delay.short))
            box.open()
            return box.wait(until: .never)
        }
        #expect(isOpen)
    }

    /// T5, X6.
    @Test func wait_whenSignalsArrive_goesOnUntilOpen() async throws {
        let isOpen = try await onThread {
            let box = Box()
            let target = Locked<SignalTarget?>(nil)
            let waiter = NativeThread.spawn {
                target.withLock { $0 = SignalTarget() }
                return box.wait(until: .never) && box.isOpen
            }
            for _ in 0..<20 {
                waitUntilInKernel(waiter.thread, on: .join)
                target.withLock { $0?.interrupt() }
            }
            box.open()
            return waiter.join()
        }
        #expect(isOpen)
    }
}
