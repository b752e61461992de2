// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingTestSupport

/// What a debug build tells of: a release build waits for ever, or says nothing.
#if DEBUG
@Suite struct LockMisuseTests {
    /// L1: a thread that locks what it holds would wait for itself.
    @Test func lock_byItsHolder_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let lock = Lock()
                lock.lock()
                lock.lock()
            }
        }
        #expect(result.errorText.contains("a thread locks a lock that it holds already"))
    }

    /// L1: a wait that ends is an answer.
    @Test func lockFor_byItsHolder_isFalse() async throws {
        let taken = try await onThread {
            let lock = Lock()
            return lock.withLock { lock.lock(for: Delay.short) }
        }
        #expect(!taken)
    }

    /// L1: the same for a value's lock.
    @Test func withLock_inItself_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking {
                let value = Locked(0)
                value.withLock { _ in value.withLock { _ in } }
            }
        }
        #expect(result.errorText.contains("a thread locks a lock that it holds already"))
    }

    /// L2.
    @Test func lock_thatGoesWhileHeld_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            blocking { _ = Lock().lockIfAvailable() }
        }
        #expect(result.errorText.contains("a lock was destroyed while it was held"))
    }
}
#endif
