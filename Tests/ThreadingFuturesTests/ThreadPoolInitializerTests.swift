// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingFutures
import ThreadingTestSupport

/// Initializers that fail.
///
/// Where the report is told, in a process of its own: the hook is one for all.
@Suite struct ThreadPoolInitializerTests {
    private struct Refused: Error, Equatable {}

    /// X18, Z8: the next thread does the work, and the pool goes on.
    @Test func submit_whenAnInitializerFailsOnce_isDoneByAnotherThread() async {
        await #expect(processExitsWith: .success) {
            ExitTestLimits.endIfHanging()
            try blocking {
                let attempts = Locked(0)
                let reports = Locked<[String]>([])
                NativeThread.unhandledErrorHook = { thread, error in
                    reports.withLock { $0.append("\(thread.name): \(error)") }
                }
                let pool = ThreadPool(threads: 1, name: "shaky") {
                    let number = attempts.withLock {
                        $0 += 1
                        return $0
                    }
                    if number == 1 { throw Refused() }
                }
                let name = try pool.submit { NativeThread.current.name }.result()
                precondition(name == "shaky-2")
                precondition(reports.withLock { $0 } == ["shaky-1: Refused()"])
                pool.shutdown()
            }
            ExitTestLimits.exitWithSuccess()
        }
    }

    /// X18, Z8: three in a row fail what waits, and not the pool.
    @Test func submit_whenEveryInitializerFails_failsWhatWaitsAndTheNextBeginsAnew() async {
        await #expect(processExitsWith: .success) {
            ExitTestLimits.endIfHanging()
            try blocking {
                let attempts = Locked(0)
                NativeThread.unhandledErrorHook = { _, _ in }
                let mayFail = Event()
                let pool = ThreadPool(threads: 1) {
                    mayFail.wait()
                    let number = attempts.withLock {
                        $0 += 1
                        return $0
                    }
                    if number <= 3 { throw Refused() }
                }
                let counter = LifeCounter()
                let futures = (0..<5).map { _ in pool.submit(holding: counter) }
                mayFail.set()
                for future in futures {
                    precondition(future.poolError() == .initializerFailed(reason: "Refused()"))
                }
                precondition(counter.living == 0)
                precondition(attempts.withLock { $0 } == 3)
                // The fourth does not fail.
                let value = try pool.submit { 4 }.result()
                precondition(value == 4)
                pool.shutdown()
                precondition(pool.threadCount == 0)
            }
            ExitTestLimits.exitWithSuccess()
        }
    }

    /// X18: running work finishes, and its thread does the rest.
    @Test func submit_whenTheSecondInitializerFails_isDoneByTheFirst() async {
        await #expect(processExitsWith: .success) {
            ExitTestLimits.endIfHanging()
            try blocking {
                let attempts = Locked(0)
                NativeThread.unhandledErrorHook = { _, _ in }
                let pool = ThreadPool(threads: 2) {
                    let number = attempts.withLock {
                        $0 += 1
                        return $0
                    }
                    if number > 1 { throw Refused() }
                }
                let work = HeldWork()
                let held = work.submit(1, to: pool)
                work.waitUntilBegun(1)
                let queued = (0..<5).map { number in pool.submit { number } }
                waitUntil { attempts.withLock { $0 } > 3 && pool.threadCount == 1 }
                work.letGo()
                let values = try (held + queued).map { try $0.result() }
                precondition(values == [0, 0, 1, 2, 3, 4])
                pool.shutdown()
            }
            ExitTestLimits.exitWithSuccess()
        }
    }

    /// X18.
    @Test func initializerFailed_describesItselfInASentence() {
        #expect(
            PoolError.initializerFailed(reason: "no database").description
                == "the pool has no thread to do the work: its initializer failed: no database"
        )
    }

    /// X18: without a hook it is written to standard error.
    @Test func failure_withoutAHook_isWrittenToStandardError() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            ExitTestLimits.endIfHanging()
            blocking {
                let pool = ThreadPool(threads: 1, name: "shaky") { throw Refused() }
                _ = pool.submit { 1 }.poolError()
                pool.shutdown()
            }
            ExitTestLimits.exitWithSuccess()
        }
        #expect(result.standardError.contains("Exception in thread shaky-1: Refused()"))
    }
}
