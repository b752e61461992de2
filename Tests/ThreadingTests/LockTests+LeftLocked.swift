// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

extension LockTests {
    /// L2: any thread may release a lock, also one whose thread has ended; until then others wait.
    ///
    /// The next thread, which has the same stack as a rule, is not taken for the one that has ended.
    @Test func lock_thatAThreadHasLeftLocked_isWaitedFor() async {
        await #expect(processExitsWith: .success) {
            WaitBoard.install()
            blocking {
                for _ in 0..<20 {
                    let lock = Lock()
                    NativeThread.spawn { lock.lock() }.join()
                    let waiter = NativeThread.spawn { lock.withLock {} }
                    waitUntilAsleep(waiter.thread, on: .lock)
                    lock.unlock()
                    waiter.join()
                }
            }
        }
    }
}
