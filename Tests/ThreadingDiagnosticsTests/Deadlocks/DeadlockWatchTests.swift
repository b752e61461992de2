// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

@testable import ThreadingDiagnostics

/// Deadlocks that are looked for from time to time, and programs that have none.
@Suite struct DeadlockWatchTests {
    /// 4.1.30: each deadlock is told once.
    @Test func watch_ofTwoDeadlocks_reportsEachOnce() async {
        await #expect(processExitsWith: .success) {
            let reports = Locked<[[String]]>([])
            let watch = Deadlock.watch(every: .microseconds(100)) { deadlock in
                reports.withLock { $0.append(deadlock.members.map(\.thread.name)) }
            }
            precondition(ThreadRecording.isOn)
            blocking {
                let crossings = [["1", "2"], ["3", "4"], ["5", "6"]].map { names in
                    let count = reports.withLock { $0.count }
                    let crossing = Crossing(names: names)
                    // Those before are looked at again and again meanwhile.
                    waitUntil { reports.withLock { $0.count } > count }
                    return crossing
                }
                precondition(reports.withLock { $0 } == [["1", "2"], ["3", "4"], ["5", "6"]])
                watch.stop()
                waitUntil { !watch.thread.isAlive }
                withExtendedLifetime(crossings) {}
            }
        }
    }

    /// 4.1.30: by default on standard error.
    @Test func watch_byDefault_writes() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ThreadRecording.isOn = true
            let output = CapturedError()
            blocking {
                let crossing = Crossing()
                Deadlock.watch(every: .milliseconds(1))
                output.waitForLines(beginning: "deadlock: 2 threads wait for each other", count: 1)
                output.waitForLines(beginning: "  thread ", count: 2)
                withExtendedLifetime(crossing) {}
            }
            output.replay()
        }
        #expect(result.errorText.contains("\"left\" waits since "))
    }

    /// 4.1.30, 4.1.31: programs that do nothing wrong are told nothing of, however often they are looked at.
    ///
    /// With locks in one order, joins, conditions, and locks that another thread releases.
    @Test func checks_ofACorrectProgram_findNothing() async {
        await #expect(processExitsWith: .success) {
            ThreadRecording.isOn = true
            let violations = Locked<[String]>([])
            LockOrder.startChecking { violation in violations.withLock { $0.append("\(violation)") } }
            blocking {
                let locks = (0..<3).map { _ in Lock() }
                let condition = Condition()
                let hasEnded = Event()
                let workers = (0..<4).map { number in
                    NativeThread.spawn {
                        for round in 0..<1_000 {
                            locks[0].withLock { locks[1].withLock { if round % 7 == number { locks[2].withLock {} } } }
                            condition.withLock {
                                condition.notifyAll()
                                _ = condition.wait(for: .microseconds(1))
                            }
                            if round % 50 == 0 {
                                let handed = Lock()
                                handed.lock()
                                NativeThread.spawn { handed.unlock() }.join()
                            }
                            let own = Locked(0)
                            own.withLock { value in locks[2].withLock { value += 1 } }
                        }
                    }
                }
                let checker = NativeThread.spawn {
                    var looks = 0
                    while !hasEnded.isSet {
                        let found = Deadlock.check()
                        precondition(found.isEmpty, "a false alarm: \(found)")
                        looks += ThreadDump.capture().entries.isEmpty ? 0 : 1
                    }
                    return looks
                }
                for worker in workers { worker.join() }
                hasEnded.set()
                precondition(checker.join() > 0)
                precondition(violations.withLock { $0 } == [], "a false alarm: \(violations.withLock { $0 })")
                precondition(entry(of: .current).holds.isEmpty)
            }
        }
    }
}
