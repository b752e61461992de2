// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// What tests themselves stand on, to know who is asleep.
@Suite struct WaitBoardTests {
    /// A thread that sleeps in a hook has not come to the lock of its body; in a process of its own, as all threads do.
    @Test func waitUntilAsleep_ofAThreadThatSleepsInAHook_waitsForTheLockItself() async {
        await #expect(processExitsWith: .success) {
            WaitBoard.install()
            blocking {
                let (hooked, lock) = (Lock(), ReadWriteLock())
                let hook = NativeThread.addHooks(atStart: { _ in hooked.withLock {} }, atEnd: { _ in })
                hooked.lock()
                lock.lockForWriting()
                let reader = NativeThread.spawn { lock.withReadLock {} }
                waitUntilAsleep(reader.thread, on: .lock)
                hooked.unlock()
                waitUntilAsleep(reader.thread, onLock: lock.identity)
                // It stands in line: a writer that comes now is behind it.
                let writer = NativeThread.spawn { lock.withWriteLock {} }
                waitUntilAsleep(writer.thread, onLock: lock.identity)
                lock.downgradeToReading()
                reader.join()
                precondition(!writer.isFinished)
                lock.unlockFromReading()
                writer.join()
                hook.cancel()
            }
        }
    }
}
