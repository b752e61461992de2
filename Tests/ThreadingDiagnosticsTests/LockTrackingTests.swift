// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingDiagnostics
import ThreadingTestSupport

/// Locks that tell who takes them; each in a process of its own, since the switch is the process's.
@Suite struct LockTrackingTests {
    private final class Log: Observer {
        let events = Locked<[String]>([])

        func willLock(_ lock: UInt, until deadline: Deadline) { events.withLock { $0.append("will lock") } }
        func didLock(_ lock: UInt, wasTaken: Bool) { events.withLock { $0.append(wasTaken ? "locked" : "gave up") } }
        func willUnlock(_ lock: UInt) { events.withLock { $0.append("will unlock") } }
    }

    @Test func holds_ofALockMadeWhileOn_areTold() async {
        await #expect(processExitsWith: .success) {
            let log = Log()
            Observation.install(log)
            LockTracking.isOn = true
            let lock = Lock()
            LockTracking.isOn = false
            let untold = Lock()
            lock.withLock { untold.withLock {} }
            precondition(log.events.withLock { $0 } == ["locked", "will unlock"])
        }
    }

    @Test func wait_thatTimesOut_isTold() async {
        await #expect(processExitsWith: .success) {
            let log = Log()
            LockTracking.isOn = true
            let lock = Lock()
            LockTracking.isOn = false
            blocking { _ = lock.lock(for: nil) }
            Observation.install(log)
            blocking { precondition(!lock.lock(for: .milliseconds(1))) }
            precondition(log.events.withLock { $0 } == ["will lock", "gave up"])
            lock.unlock()
        }
    }

    /// A tracked lock is a lock: it excludes, and its waiters and those of its conditions come through.
    @Test func trackedLock_underManyThreads_excludesAll() async {
        await #expect(processExitsWith: .success) {
            LockTracking.isOn = true
            blocking {
                let condition = Condition()
                nonisolated(unsafe) var count = 0  // guarded by the condition's lock
                let threads = (0..<4).map { _ in
                    NativeThread.spawn {
                        for _ in 0..<500 {
                            condition.withLock {
                                unsafe count += 1
                                condition.notifyAll()
                                _ = condition.wait(for: .microseconds(10))
                            }
                        }
                    }
                }
                for thread in threads { thread.join() }
                precondition(unsafe count == 2_000)
            }
        }
    }
}
